import type { GermanTexts } from './german-text.ts'

/** scs-0126, scs-0127 and the draft of issue 1020. */
export const NETWORK_TEXTS: GermanTexts = {
  'siegel-0126-default-ipv4-pool': {
    title:
      'Höchstens ein gemeinsamer IPv4-Subnetz-Pool ist der Standard (Entwurf scs-0126: muss; keine offizielle Kennung)',
    remedy:
      'Behalten Sie einen (erfordert Administratorrechte): `openstack subnet pool set --no-default NAME` für alle anderen.',
  },
  'siegel-0126-default-ipv6-pool': {
    title:
      'Genau ein gemeinsamer IPv6-Subnetz-Pool ist der Standard, und ein /64 ist zu bekommen (Entwurf scs-0126: muss; keine offizielle Kennung)',
    remedy:
      'Erfordert Administratorrechte: `openstack subnet pool create --share --default --pool-prefix PREFIX --min-prefix-length 56 --default-prefix-length 64 --max-prefix-length 64 NAME`; gibt es mehrere, `openstack subnet pool set --no-default NAME` für alle anderen.',
  },
  'siegel-0126-default-network': {
    title: 'Genau ein externes Netz ist das Standardnetz (Entwurf scs-0126: muss; keine offizielle Kennung)',
    remedy:
      'Kennzeichnen Sie das Netz, das alle nutzen sollen, und kein anderes (erfordert Administratorrechte): `openstack network set --external --default NETWORK_ID`, `openstack network set --no-default OTHER_ID`.',
  },
  'siegel-0126-floating-ip': {
    title:
      'Ein Mitglied kann eine Floating IP bekommen, sofern die Cloud IPv4 anbietet (Entwurf scs-0126: muss; keine offizielle Kennung)',
    remedy:
      'Geben Sie jedem Projekt mindestens eine (erfordert Administratorrechte): `openstack quota set --floating-ips 1 PROJECT`, und sorgen Sie dafür, dass im Standardnetz Adressen frei sind: `openstack ip availability show NETWORK_ID`.',
  },
  'siegel-0126-ipv6-allocation': {
    title:
      'Ein Mitglied bekommt ein /64 aus dem IPv6-Subnetz-Pool, der Standard ist (Entwurf scs-0126: muss; keine offizielle Kennung)',
    remedy:
      'Sehen Sie nach, was der Pool noch hat und was er zulässt (erfordert Administratorrechte): `openstack subnet pool show NAME`; `openstack subnet pool set --pool-prefix PREFIX NAME` fügt Adressen hinzu.',
  },
  'siegel-0126-only-provider-network': {
    title:
      'Benutzer sehen außer dem Standardnetz kein Netz des Anbieters (Entwurf scs-0126: soll; keine offizielle Kennung)',
    remedy:
      'Zeigen Sie andere Netze nur den Projekten, die sie brauchen (erfordert Administratorrechte): `openstack network set --no-share NETWORK_ID`; `openstack network rbac list --type network` zeigt, für wen ein Netz freigegeben oder extern ist.',
  },
  'siegel-0126-public-ipv6-prefix': {
    title:
      'Das IPv6-Präfix, das ein Mitglied bekommt, ist öffentlich (Entwurf scs-0126: muss für öffentliche Clouds; keine offizielle Kennung)',
    remedy:
      'Geben Sie dem Standard-Pool Adressen aus 2000::/3, die zur Cloud geroutet werden (erfordert Administratorrechte): `openstack subnet pool set --pool-prefix PREFIX NAME`.',
  },
  'siegel-0126-rbac-refused': {
    title:
      'Gewöhnliche Mitglieder können Netze nicht für andere Projekte freigeben (Entwurf scs-0126: soll; keine offizielle Kennung)',
    remedy:
      'Lassen Sie die Policy von Neutron dies ablehnen: `"create_rbac_policy": "rule:admin_only"` in seiner Policy-Datei. Ein Netz, das ein Fremder freigibt, kann Maschinen anderer Projekte einfangen.',
  },
  'siegel-0126-shared-network': {
    title:
      'Ist das Standardnetz freigegeben, so hat es Subnetze und Port-Security (Entwurf scs-0126: muss; keine offizielle Kennung)',
    remedy:
      'Ohne Port-Security kann ein Gast die Adresse eines anderen übernehmen (erfordert Administratorrechte): `openstack network set --enable-port-security NETWORK_ID`; oder geben Sie das Netz nicht frei: `openstack network set --no-share NETWORK_ID`.',
  },
  'siegel-0127-dns-domain-ports': {
    title:
      'Wo es DNS als Dienst gibt, können Ports eine eigene Domain haben (Entwurf scs-0127: soll; keine offizielle Kennung)',
    remedy:
      'Verwenden Sie `dns_domain_ports` statt `dns` in `extension_drivers` im Abschnitt `[ml2]` der ML2-Konfiguration von Neutron; `subnet_dns_publish_fixed_ip` schließt es ein und wird empfohlen.',
  },
  'siegel-0127-dns-integration': {
    title: 'Ports erhalten Namen, die sich auflösen lassen (Entwurf scs-0127: soll; keine offizielle Kennung)',
    remedy:
      'Fügen Sie `dns` zu `extension_drivers` im Abschnitt `[ml2]` der ML2-Konfiguration von Neutron hinzu; `openstack extension list --network` zeigt das Ergebnis.',
  },
  'siegel-1020-public-ipv6-network': {
    title:
      'Das externe Standardnetz führt IPv6 aus dem Standard-Subnetz-Pool (Entwurf aus Issue 1020; keine offizielle Kennung)',
    remedy:
      'Geben Sie dem externen Netz ein IPv6-Subnetz aus einem Subnetz-Pool im Adressbereich (address scope) des Standard-Pools (erfordert Administratorrechte): `openstack subnet create --ip-version 6 --subnet-pool POOL --network NETWORK NAME`; nur innerhalb eines Adressbereichs wird Verkehr ohne Umsetzung geroutet.',
  },
  'siegel-1020-public-ipv6-router': {
    title:
      'Ein Router zwischen einem IPv6-Netz und dem externen Standardnetz erhält eine öffentliche IPv6-Adresse (Entwurf aus Issue 1020; keine offizielle Kennung)',
    remedy:
      'Geben Sie dem externen Netz ein öffentliches IPv6-Subnetz mit freien Adressen (erfordert Administratorrechte): `openstack subnet list --network NETWORK`, `openstack subnet create --ip-version 6 --subnet-range PREFIX --network NETWORK NAME`.',
  },
}
