import type { GermanTexts } from './german-text.ts'
import { registerService } from './scs-0123.ts'

/** scs-0114 to scs-0121. */
export const STORAGE_AND_SECURITY_TEXTS: GermanTexts = {
  'scs-0114-encrypted-type': {
    title: 'Mindestens ein Volume-Typ gibt an, dass seine Volumes verschlüsselt sind',
    remedy:
      'Bieten Sie einen Volume-Typ an, dessen Volumes verschlüsselt sind, und geben Sie das ganz am Anfang seiner Beschreibung an (erfordert Administratorrechte): `openstack volume type set --description "[scs:encrypted] free text" TYPE`. Geben Sie das nie bei einem Typ an, dessen Volumes es nicht sind.',
  },
  'scs-0114-replicated-type': {
    title: 'Mindestens ein Volume-Typ gibt an, dass seine Volumes repliziert sind',
    remedy:
      'Bieten Sie einen Volume-Typ an, dessen Volumes repliziert sind, und geben Sie das ganz am Anfang seiner Beschreibung an (erfordert Administratorrechte): `openstack volume type set --description "[scs:replicated] free text" TYPE`. Geben Sie das nie bei einem Typ an, dessen Volumes es nicht sind.',
  },
  'scs-0114-syntax-check': {
    title:
      'Volume-Typen, die am Anfang ihrer Beschreibung Aspekte aufzählen, tun das in der Form, die der Standard vorgibt',
    remedy:
      'Setzen Sie die Liste ganz an den Anfang, alphabetisch geordnet und jeden Aspekt nur einmal (erfordert Administratorrechte): `openstack volume type set --description "[scs:encrypted, replicated] free text" TYPE`. Nennen Sie nur, was der Typ leistet.',
  },
  'scs-0115-default-rules': {
    title: 'Neue Sicherheitsgruppen lassen nichts herein; nur in die Standardgruppe dürfen Mitglieder derselben Gruppe',
    remedy:
      'Erfordert Administratorrechte: `openstack default security group rule list` zeigt die Regeln, `openstack default security group rule delete ID` entfernt eine, `openstack default security group rule create --egress --ethertype IPv6 --for-default-sg --for-custom-sg` lässt alles hinaus. Bestehende Gruppen behalten ihre Regeln.',
  },
  'scs-0116-permissions': {
    title: 'Gewöhnliche Mitglieder können Geheimnisse anlegen, finden und löschen, sofern es einen Key-Manager gibt',
    remedy:
      'Lassen Sie Barbican Secure RBAC verwenden (`enforce_new_defaults = true` und `enforce_scope = true` in seinem Abschnitt `[oslo_policy]`), oder setzen Sie die Zeile `"creator": "role:member"` in seiner Policy-Datei. Ob es geht, zeigt `openstack secret store --name test --payload foo` als gewöhnliches Mitglied.',
  },
  'scs-0116-presence': {
    title: 'Benutzer finden im Dienstkatalog einen Endpunkt des Key-Managers',
    remedy: `Stellen Sie einen Key-Manager wie Barbican bereit. ${registerService('key-manager')}`,
  },
  'scs-0117-test-backup': {
    title: 'Ein gewöhnliches Mitglied kann ein Volume sichern und wiederherstellen',
    remedy:
      'Betreiben Sie cinder-backup mit einem funktionierenden Treiber: `openstack volume service list --service cinder-backup` muss es als up zeigen (erfordert Administratorrechte). Fehler stehen in seinem Protokoll. Prüfen Sie die Kontingente: `openstack quota show` enthält `backups` und `backup-gigabytes`.',
  },
  'siegel-0121-usable-zones': {
    title: 'Jeder Dienst mit Verfügbarkeitszonen hat eine, die verfügbar ist (keine offizielle Kennung)',
    remedy:
      'Sehen Sie nach, welche Dienste der Zone ausgefallen sind: `openstack compute service list`, `openstack volume service list` und `openstack network agent list` (erfordern Administratorrechte); `openstack availability zone list --long` zeigt, was Benutzer sehen.',
  },
}
