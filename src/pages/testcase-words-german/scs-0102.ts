import type { GermanText, GermanTexts } from './german-text.ts'

/** `what` says what to set; the command that follows it sets an example. */
function property(title: string, what: string, options: string): GermanText {
  return {
    title,
    remedy: `${what} Der Befehl \`openstack image set ${options} IMAGE_ID\` setzt dies. Das kann nur der Eigentümer des Images oder ein Administrator. Wenn Sie openstack-image-manager einsetzen, tragen Sie es auch in die Definition des Images ein, damit es den nächsten Austausch übersteht.`,
  }
}

export const SCS_0102_TEXTS: GermanTexts = {
  'scs-0102-image-recency': {
    title: 'Jedes bereitgestellte Image wird so oft ersetzt, wie es verspricht',
    remedy:
      'Veröffentlichen Sie einen aktuellen Stand unter dem einfachen Namen, und hängen Sie an den Namen des alten sein Datum an (`openstack image set --name "NAME YYYYMMDD" IMAGE_ID`) oder verbergen Sie es (`openstack image set --hidden IMAGE_ID`). Ist das Versprechen zu hoch, senken Sie es (`openstack image set --property replace_frequency=yearly IMAGE_ID`) oder beenden Sie es (`--property provided_until=none`). Wo der Hersteller nichts Neues veröffentlicht, dürfen auch die Eigenschaften nicht mehr versprechen.',
  },
  'scs-0102-os_purpose-uniqueness': {
    title: 'Je Architektur, Distribution und Version ist höchstens ein sichtbares Image das generische',
    remedy:
      'Lassen Sie os_purpose=generic nur beim aktuellen Image. Kennzeichnen Sie ein ersetztes mit `openstack image set --property os_purpose=oldgeneric IMAGE_ID` (scs-0102-v2) oder verbergen Sie es mit `openstack image set --hidden IMAGE_ID`; Varianten eines Releases sind minimal, gpu, … und nicht generic.',
  },
  'scs-0102-prop-architecture': property(
    'Jedes bereitgestellte Image nennt seine Prozessorarchitektur in den Begriffen von OpenStack',
    'Setzen Sie die Architektur der Maschine, auf der das Image läuft, so, wie `uname -m` sie ausgibt.',
    '--property architecture=x86_64',
  ),
  'scs-0102-prop-hash_algo': {
    title: 'Jedes bereitgestellte Image hat einen Hash nach SHA-256 oder SHA-512',
    remedy:
      'Glance berechnet den Hash beim Hochladen eines Images. Setzen Sie `hashing_algorithm = sha512` im Abschnitt [DEFAULT] von glance-api.conf, und laden Sie das Image erneut hoch: `openstack image create --file FILE NAME`.',
  },
  'scs-0102-prop-hotfix_hours': property(
    'Jedes bereitgestellte Image, das schnelle Korrekturen verspricht, nennt eine Zahl von Stunden',
    'Setzen Sie, nur in Ziffern, die Stunden, nach denen auf eine kritische Korrektur ein neues Image folgt; 0 heißt nach besten Kräften. Ist nichts versprochen, entfernen Sie die Eigenschaft mit `openstack image unset --property hotfix_hours IMAGE_ID`.',
    '--property hotfix_hours=48',
  ),
  'scs-0102-prop-hw_disk_bus': property(
    'Jedes bereitgestellte Image nennt den Bus, an dem seine Platte hängt',
    'Setzen Sie den Bus der Platte; empfohlen ist scsi mit dem Modell virtio-scsi.',
    '--property hw_disk_bus=scsi --property hw_scsi_model=virtio-scsi',
  ),
  'scs-0102-prop-hw_rng_model': property(
    'Kein bereitgestelltes Image verlangt einen anderen Zufallszahlengenerator als virtio',
    'Verlangen Sie den Zufallszahlengenerator virtio, der der Maschine Entropie ihres Hosts gibt.',
    '--property hw_rng_model=virtio',
  ),
  'scs-0102-prop-hypervisor_type': property(
    'Kein bereitgestelltes Image nennt einen Hypervisor, den OpenStack nicht kennt',
    'Setzen Sie den Hypervisor, den das Image braucht, in den Begriffen von OpenStack: qemu steht auch für KVM. Läuft es auf jedem, entfernen Sie die Eigenschaft mit `openstack image unset --property hypervisor_type IMAGE_ID`.',
    '--property hypervisor_type=qemu',
  ),
  'scs-0102-prop-image_build_date': property(
    'Jedes bereitgestellte Image sagt, wann es gebaut wurde, und das war vor seiner Registrierung',
    'Setzen Sie den Tag (UTC), bis zu dem alle empfohlenen Korrekturen im Image enthalten sind, als YYYY-MM-DD oder YYYY-MM-DD hh:mm[:ss].',
    '--property image_build_date=2026-08-01',
  ),
  'scs-0102-prop-image_description': property(
    'Jedes bereitgestellte Image ist beschrieben',
    'Setzen Sie die URL der Versionshinweise oder einen Text mit dem, was man über das Image wissen sollte.',
    '--property image_description=https://ubuntu.com/server/docs',
  ),
  'scs-0102-prop-image_original_user': property(
    'Jedes bereitgestellte Image nennt den Benutzer für die Anmeldung',
    'Setzen Sie den Benutzer, der den SSH-Schlüssel oder das Passwort erhält; none, wenn das System keinen solchen hat.',
    '--property image_original_user=ubuntu',
  ),
  'scs-0102-prop-image_source': property(
    'Jedes bereitgestellte Image sagt, wo es heruntergeladen werden kann oder dass es privat ist',
    'Setzen Sie die URL, von der das Image heruntergeladen wurde, oder das Wort private, wenn es nicht frei heruntergeladen werden kann.',
    '--property image_source=https://cloud-images.ubuntu.com/noble/current/noble-server-cloudimg-amd64.img',
  ),
  'scs-0102-prop-min_disk': property(
    'Jedes bereitgestellte Image verlangt eine Platte, auf die es passt',
    'Setzen Sie in GiB die kleinste Platte, von der das System startet; sie ist nie kleiner als das Image selbst.',
    '--min-disk 8',
  ),
  'scs-0102-prop-min_ram': property(
    'Jedes bereitgestellte Image verlangt Arbeitsspeicher',
    'Setzen Sie in MiB den Arbeitsspeicher, den das System braucht, um zu starten und brauchbar zu sein.',
    '--min-ram 512',
  ),
  'scs-0102-prop-os_distro': property(
    'Jedes bereitgestellte Image nennt seine Distribution in Kleinbuchstaben und in den Begriffen von OpenStack',
    'Setzen Sie den Namen der Distribution in Kleinbuchstaben, so, wie OpenStack und libosinfo ihn schreiben.',
    '--property os_distro=ubuntu',
  ),
  'scs-0102-prop-os_purpose': property(
    'Jedes bereitgestellte Image sagt, wofür es gedacht ist',
    'Setzen Sie generic für ein gewöhnliches System, minimal für ein reduziertes, k8snode für Knoten von Kubernetes-Clustern, gpu oder network für besondere Hardware, custom für alles andere und oldgeneric (scs-0102-v2) für ein generisches Image, das ersetzt wurde.',
    '--property os_purpose=generic',
  ),
  'scs-0102-prop-os_version': property(
    'Jedes bereitgestellte Image nennt die Version seines Betriebssystems',
    'Setzen Sie die Version so, wie der Distributor sie schreibt; wo Releases nummeriert sind, die Nummer.',
    '--property os_version=24.04',
  ),
  'scs-0102-prop-provided_until': property(
    'Jedes bereitgestellte Image sagt, bis wann es bereitgestellt wird',
    'Setzen Sie den Tag (UTC, YYYY-MM-DD), bis zu dem ein Image dieses Namens bereitgestellt und aktualisiert wird; notice, wenn das bis zu einer Abkündigung gilt; none, wenn nichts versprochen ist.',
    '--property provided_until=2029-05-31',
  ),
  'scs-0102-prop-replace_frequency': property(
    'Jedes bereitgestellte Image sagt, wie oft es ersetzt wird',
    'Versprechen Sie, was Sie halten: yearly, quarterly, monthly (oder öfter), weekly, daily; critical_bug, wenn nur schwere Fehler zu einem neuen Image führen; never, wenn das Image bleibt, wie es ist.',
    '--property replace_frequency=monthly',
  ),
  'scs-0102-prop-uuid_validity': property(
    'Jedes bereitgestellte Image sagt, wie lange seine ID gültig bleibt',
    'Setzen Sie, wie lange die ID zu diesem Image führt: einen Tag (UTC, YYYY-MM-DD); last-N für die letzten N Images; notice, wenn das bis zu einer Abkündigung gilt; forever; none, wenn es mit dem nächsten Image endet.',
    '--property uuid_validity=last-3',
  ),
}
