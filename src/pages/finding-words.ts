import type { Finding } from '#vocabulary/finding.ts'
import type { FindingCode } from '#vocabulary/finding-codes.ts'
import type { Language } from './language.ts'

type Sentence = (finding: Finding) => string

/** What each finding code says, once per language. The object is named before the sentence, so it is not repeated here. */
const FINDING_WORDS: Record<FindingCode, Record<Language, Sentence>> = {
  'property-missing': {
    en: ({ expected }) => `${expected} is missing`,
    de: ({ expected }) => `${expected} fehlt`,
  },
  'property-value-not-allowed': {
    en: ({ found, expected }) => `has ${found}, expected ${expected}`,
    de: ({ found, expected }) => `hat ${found}, erwartet wird ${expected}`,
  },
  'flavor-name-not-valid': {
    en: ({ found, expected }) => `from the mark ▸ on, the name does not follow the naming rule: ${found} (${expected})`,
    de: ({ found, expected }) => `folgt ab der Marke ▸ nicht der Namensregel: ${found} (${expected})`,
  },
  'flavor-name-in-v1-spelling': {
    en: ({ expected }) => `is spelled by naming version 1, which is only tolerated for now; expected ${expected}`,
    de: ({ expected }) =>
      `ist nach Fassung 1 der Namensregel geschrieben, die nur noch geduldet ist; erwartet wird ${expected}`,
  },
  'flavor-delivers-less': {
    en: ({ found, expected }) => `has ${found}, but its name promises ${expected}`,
    de: ({ found, expected }) => `hat ${found}, der Name verspricht aber ${expected}`,
  },
  'flavor-delivers-more': {
    en: ({ found, expected }) => `has ${found}, more than the ${expected} that its name promises`,
    de: ({ found, expected }) => `hat ${found} und damit mehr, als der Name verspricht (${expected})`,
  },
  'flavor-ram-not-whole': {
    en: ({ found }) => `promises ${found} of RAM; from 10 GiB on, sizes should be whole GiB`,
    de: ({ found }) => `verspricht ${found} RAM; ab 10 GiB sollen es ganze GiB sein`,
  },
  'flavor-extra-spec-name-not-valid': {
    en: ({ found, expected }) => `has the extra spec ${found}, which is no valid SCS name (${expected})`,
    de: ({ found, expected }) => `hat die Extra-Spec ${found}, die kein gültiger SCS-Name ist (${expected})`,
  },
  'flavor-extra-spec-promises-more': {
    en: ({ found, expected }) => `has ${found}, but an extra spec promises ${expected}`,
    de: ({ found, expected }) => `hat ${found}, eine Extra-Spec verspricht aber ${expected}`,
  },
  'flavor-extra-spec-word-not-known': {
    en: ({ found, expected }) => `has the extra spec ${found}, but the standard knows only ${expected}`,
    de: ({ found, expected }) => `hat die Extra-Spec ${found}, der Standard kennt aber nur ${expected}`,
  },
  'flavor-extra-spec-says-less': {
    en: ({ found, expected }) => `has the extra spec ${found}, which says less than ${expected}`,
    de: ({ found, expected }) => `hat die Extra-Spec ${found}, die weniger verspricht als ${expected}`,
  },
  'flavor-extra-spec-not-allowed': {
    en: ({ found }) => `has the extra spec ${found}, which this flavor must not have`,
    de: ({ found }) => `hat die Extra-Spec ${found}, die dieser Flavor nicht haben darf`,
  },
  'flavor-disabled': {
    en: () => 'is disabled, so nobody can use it',
    de: () => 'ist abgeschaltet, niemand kann ihn benutzen',
  },
  'flavor-private': {
    en: () => 'is private: the tested project sees it, other customers may not',
    de: () => 'ist privat: das geprüfte Projekt sieht ihn, andere Kunden womöglich nicht',
  },
  'standard-flavor-missing': {
    en: ({ expected }) => `is missing; expected a flavor with ${expected}`,
    de: ({ expected }) => `fehlt; erwartet wird ein Flavor mit ${expected}`,
  },
  'service-not-in-catalogue': {
    en: ({ expected }) => `has no endpoint in the catalogue (accepted types: ${expected})`,
    de: ({ expected }) => `hat keinen Endpunkt im Katalog (zulässige Typen: ${expected})`,
  },
  'property-empty': {
    en: ({ expected }) => `${expected} is empty`,
    de: ({ expected }) => `${expected} ist leer`,
  },
  'property-not-a-text': {
    en: ({ found }) => `has ${found}, which is no text`,
    de: ({ found }) => `hat ${found}, das ist kein Text`,
  },
  'property-not-a-positive-number': {
    en: ({ found }) => `has ${found}, expected a whole number above 0`,
    de: ({ found }) => `hat ${found}, erwartet wird eine ganze Zahl über 0`,
  },
  'property-not-a-date': {
    en: ({ found, expected }) => `has ${found}, expected an existing date in UTC, written ${expected}`,
    de: ({ found, expected }) => `hat ${found}, erwartet wird ein Datum in UTC, das es gibt, geschrieben ${expected}`,
  },
  'property-not-a-number-of-hours': {
    en: ({ found }) => `has ${found}, expected a number of hours, digits only`,
    de: ({ found }) => `hat ${found}, erwartet wird eine Anzahl Stunden, nur Ziffern`,
  },
  'property-spelling-tolerated': {
    en: ({ found, expected }) => `has ${found}, which is understood but should be written ${expected}`,
    de: ({ found, expected }) => `hat ${found}; das wird verstanden, sollte aber ${expected} geschrieben werden`,
  },
  'property-word-unknown': {
    en: ({ found }) => `has ${found}, a word that the vocabularies of OpenStack and libosinfo do not have`,
    de: ({ found }) => `hat ${found}; dieses Wort kennen die Vokabulare von OpenStack und libosinfo nicht`,
  },
  'property-recommended': {
    en: ({ expected }) => `${expected} is recommended`,
    de: ({ expected }) => `${expected} wird empfohlen`,
  },
  'property-value-newer-than-standard': {
    en: ({ found, expected }) => `has ${found}, which is allowed since ${expected} only`,
    de: ({ found, expected }) => `hat ${found}; das ist erst seit ${expected} erlaubt`,
  },
  'os-version-not-numeric': {
    en: ({ found }) => `has ${found}, although this distribution numbers its releases`,
    de: ({ found }) => `hat ${found}, obwohl diese Distribution ihre Ausgaben nummeriert`,
  },
  'min-disk-below-image-size': {
    en: ({ found, expected }) => `has ${found} (GiB), but the image itself needs ${expected} GiB`,
    de: ({ found, expected }) => `hat ${found} (GiB), aber das Image selbst braucht ${expected} GiB`,
  },
  'min-ram-doubtful': {
    en: ({ found, expected }) => `has ${found} (MiB); hardly any system starts with less than ${expected} MiB`,
    de: ({ found, expected }) => `hat ${found} (MiB); mit weniger als ${expected} MiB startet kaum ein System`,
  },
  'build-date-after-registration': {
    en: ({ found, expected }) => `has ${found}, later than its registration at ${expected}`,
    de: ({ found, expected }) => `hat ${found}, später als die Registrierung am ${expected}`,
  },
  'build-date-in-the-future': {
    en: ({ found }) => `has ${found}, which is in the future`,
    de: ({ found }) => `hat ${found}, das liegt in der Zukunft`,
  },
  'image-source-not-a-url': {
    en: ({ found, expected }) => `has ${found}, expected the word private or a URL that begins with ${expected}`,
    de: ({ found, expected }) =>
      `hat ${found}, erwartet wird das Wort private oder eine URL, die mit ${expected} beginnt`,
  },
  'image-source-not-accepted': {
    en: ({ found, expected }) => `has ${found}, accepted is only what begins with ${expected}`,
    de: ({ found, expected }) => `hat ${found}, zulässig ist nur, was mit ${expected} beginnt`,
  },
  'image-source-not-judged': {
    en: ({ found }) => `has ${found}, a release whose code name is not known here, so its source was not judged`,
    de: ({ found }) =>
      `hat ${found}; der Codename dieser Ausgabe ist hier nicht bekannt, deshalb wurde die Quelle nicht beurteilt`,
  },
  'image-overdue': {
    en: ({ found, expected }) => `has ${found} and should have been replaced by ${expected}`,
    de: ({ found, expected }) => `hat ${found} und hätte bis ${expected} ersetzt werden müssen`,
  },
  'image-overdue-without-clear-end': {
    en: ({ found, expected }) =>
      `should have been replaced by ${expected}, and ${found} does not say how long that promise holds`,
    de: ({ found, expected }) =>
      `hätte bis ${expected} ersetzt werden müssen, und ${found} sagt nicht, wie lange diese Zusage gilt`,
  },
  'image-publication-unknown': {
    en: ({ found }) => `has ${found}, but neither created_at nor image_build_date tells when it was published`,
    de: ({ found }) => `hat ${found}, aber weder created_at noch image_build_date sagt, wann es veröffentlicht wurde`,
  },
  'image-rotated-out-unclearly': {
    en: ({ expected }) =>
      `is overdue and replaced by ${expected}, but its name does not show that: hide it or end its name with the date`,
    de: ({ expected }) =>
      `ist überfällig und durch ${expected} ersetzt, aber der Name zeigt das nicht: ausblenden oder den Namen mit dem Datum enden lassen`,
  },
  'image-name-not-unique': {
    en: () => 'shares its name with another visible image, so the name does not lead to one image',
    de: () => 'teilt seinen Namen mit einem anderen sichtbaren Image, der Name führt also nicht zu einem einzigen',
  },
  'generic-image-not-unique': {
    en: ({ found }) => `has os_purpose=generic like another visible image with ${found}`,
    de: ({ found }) => `hat os_purpose=generic wie ein anderes sichtbares Image mit ${found}`,
  },
  'image-not-provided': {
    en: ({ expected }) => `is not provided: no visible, active image has ${expected}`,
    de: ({ expected }) => `wird nicht bereitgestellt: Kein sichtbares, aktives Image hat ${expected}`,
  },
  'image-name-with-addition': {
    en: ({ expected }) => `has a name that only begins as the standard demands (${expected})`,
    de: ({ expected }) => `hat einen Namen, der nur so beginnt, wie der Standard es verlangt (${expected})`,
  },
  'image-of-a-point-release': {
    en: ({ found, expected }) => `has ${found}, which does not count as ${expected}`,
    de: ({ found, expected }) => `hat ${found}, das zählt nicht als ${expected}`,
  },
  'community-image-judged': {
    en: ({ found }) =>
      `is a community image that belongs to the project ${found}; whether the operator provides it was not checked`,
    de: ({ found }) =>
      `ist ein Community-Image des Projekts ${found}; ob der Betreiber es bereitstellt, wurde nicht geprüft`,
  },
  'service-without-endpoint': {
    en: ({ found, expected }) => `is in the catalogue, but without an endpoint for ${expected} (it has ${found})`,
    de: ({ found, expected }) => `steht im Katalog, aber ohne Endpunkt für ${expected} (vorhanden: ${found})`,
  },
  'service-type-alias': {
    en: ({ found, expected }) => `is registered as ${found}; the type should be ${expected}`,
    de: ({ found, expected }) => `ist als ${found} eingetragen; der Typ soll ${expected} sein`,
  },
  's3-not-answered': {
    en: ({ found }) => `does not answer as S3 does (${found})`,
    de: ({ found }) => `antwortet nicht wie S3 (${found})`,
  },
  'aspect-list-malformed': {
    en: ({ found, expected }) => `starts its description with ${found}, which is no list such as ${expected}`,
    de: ({ found, expected }) => `beginnt die Beschreibung mit ${found}, das ist keine Liste wie ${expected}`,
  },
  'aspect-list-unsorted': {
    en: ({ found, expected }) => `lists its aspects as ${found}; in alphabetical order that is ${expected}`,
    de: ({ found, expected }) => `nennt die Merkmale als ${found}; alphabetisch geordnet ist es ${expected}`,
  },
  'aspect-listed-twice': {
    en: ({ found }) => `lists ${found} more than once`,
    de: ({ found }) => `nennt ${found} mehr als einmal`,
  },
  'aspect-not-known': {
    en: ({ found, expected }) => `lists ${found}, but the standard knows only ${expected}`,
    de: ({ found, expected }) => `nennt ${found}, der Standard kennt aber nur ${expected}`,
  },
  'aspect-list-not-read': {
    en: ({ found, expected }) =>
      `starts its description with ${found}, which is plain text; a list starts with ${expected}`,
    de: ({ found, expected }) =>
      `beginnt die Beschreibung mit ${found}, das ist einfacher Text; eine Liste beginnt mit ${expected}`,
  },
  'aspect-not-offered': {
    en: ({ expected }) => `is not offered: no description lists ${expected}`,
    de: ({ expected }) => `wird nicht angeboten: keine Beschreibung nennt ${expected}`,
  },
  'call-refused': {
    en: ({ found }) => `is refused: ${found}`,
    de: ({ found }) => `wird abgewiesen: ${found}`,
  },
  'call-not-refused': {
    en: () => 'is allowed, but must be refused',
    de: () => 'ist erlaubt, muss aber abgewiesen werden',
  },
  'entropy-not-full': {
    en: ({ found, expected }) => `reports ${found} bits of entropy, expected ${expected}`,
    de: ({ found, expected }) => `meldet ${found} Bit Entropie, erwartet werden ${expected}`,
  },
  'entropy-of-old-kernel': {
    en: ({ found, expected }) =>
      `reports ${found}; expected is 256, but only kernels from ${expected} on report that, so the image may be the reason and not the cloud`,
    de: ({ found, expected }) =>
      `meldet ${found}; erwartet werden 256, das melden aber erst Kernel ab ${expected}: Ursache ist vielleicht das Image und nicht die Cloud`,
  },
  'random-blocks-failed': {
    en: ({ found, expected }) =>
      `delivers random numbers of which ${found} of 1000 blocks fail the FIPS 140-2 test, at most ${expected} may`,
    de: ({ found, expected }) =>
      `liefert Zufallszahlen, von denen ${found} von 1000 Blöcken die Prüfung nach FIPS 140-2 nicht bestehen; zulässig sind ${expected}`,
  },
  'random-blocks-failed-some': {
    en: ({ found, expected }) =>
      `delivers random numbers of which ${found} of 1000 blocks fail the FIPS 140-2 test; the supplement of the standard wants fewer than ${expected}`,
    de: ({ found, expected }) =>
      `liefert Zufallszahlen, von denen ${found} von 1000 Blöcken die Prüfung nach FIPS 140-2 nicht bestehen; die Ergänzung des Standards will weniger als ${expected}`,
  },
  'ingress-admitted': {
    en: ({ found }) => `lets traffic in: ${found}`,
    de: ({ found }) => `lässt Verkehr herein: ${found}`,
  },
  'egress-not-open': {
    en: ({ expected }) => `do not get a rule for ${expected}`,
    de: ({ expected }) => `bekommen keine Regel für ${expected}`,
  },
  'same-group-not-admitted': {
    en: ({ expected }) => `does not get a rule for ${expected}`,
    de: ({ expected }) => `bekommt keine Regel für ${expected}`,
  },
  'default-group-not-judged': {
    en: ({ expected }) => `was not judged: the cloud has no ${expected}, so only a new group could be looked at`,
    de: ({ expected }) =>
      `wurde nicht beurteilt: Die Cloud hat keine ${expected}, deshalb war nur eine neue Gruppe zu sehen`,
  },
  'secret-not-listed': {
    en: () => 'was created, but is not in the list of secrets',
    de: () => 'wurde angelegt, steht aber nicht in der Liste der Geheimnisse',
  },
  'secret-not-gone': {
    en: () => 'was deleted, but is still there',
    de: () => 'wurde gelöscht, ist aber noch da',
  },
  'step-ended-in-error': {
    en: ({ found }) => `ended in the state ${found}`,
    de: ({ found }) => `endete im Zustand ${found}`,
  },
  'zone-not-available': {
    en: () => 'is listed, but not available',
    de: () => 'wird genannt, ist aber nicht verfügbar',
  },
  'no-zone-available': {
    en: () => 'has no zone that is available',
    de: () => 'hat keine verfügbare Zone',
  },
  'zones-need-documents': {
    en: ({ found }) => `has ${found} zones, so their separation has to be documented and checked by a person`,
    de: ({ found }) =>
      `hat ${found} Zonen; ihre Trennung muss also dokumentiert sein und von einem Menschen geprüft werden`,
  },
  'storage-in-one-zone': {
    en: ({ found, expected }) =>
      `has ${found} zone for ${expected} zones of compute; more should exist unless the storage spans them`,
    de: ({ found, expected }) =>
      `hat ${found} Zone für ${expected} Zonen von Compute; es sollten mehr sein, sofern der Speicher sie nicht überspannt`,
  },
  'endpoint-not-https': {
    en: ({ found }) => `is ${found}, expected https`,
    de: ({ found }) => `ist ${found}, erwartet wird https`,
  },
  'tls-version-outdated': {
    en: ({ found, expected }) => `offers ${found}, allowed are ${expected}`,
    de: ({ found, expected }) => `bietet ${found} an, zulässig sind ${expected}`,
  },
  'tls-cipher-not-allowed': {
    en: ({ found }) => `offers ${found}, which the guideline does not allow`,
    de: ({ found }) => `bietet ${found} an, das lässt die Richtlinie nicht zu`,
  },
  'tls-group-not-allowed': {
    en: ({ found, expected }) => `offers the key exchange ${found}, allowed are ${expected}`,
    de: ({ found, expected }) => `bietet den Schlüsselaustausch ${found} an, zulässig sind ${expected}`,
  },
  'tls-group-newer-than-guideline': {
    en: ({ found }) => `offers the key exchange ${found}, which is newer than the guideline`,
    de: ({ found }) => `bietet den Schlüsselaustausch ${found} an, der neuer ist als die Richtlinie`,
  },
  'tls-dh-too-short': {
    en: ({ found, expected }) => `uses Diffie-Hellman with ${found} bits, expected at least ${expected}`,
    de: ({ found, expected }) => `benutzt Diffie-Hellman mit ${found} Bit, erwartet werden mindestens ${expected}`,
  },
  'tls-server-not-examined': {
    en: ({ found }) => `could not be examined: ${found}`,
    de: ({ found }) => `konnte nicht untersucht werden: ${found}`,
  },
  'hsts-too-short': {
    en: ({ found, expected }) => `sends Strict-Transport-Security for ${found}, recommended are ${expected} seconds`,
    de: ({ found, expected }) => `sendet Strict-Transport-Security für ${found}, empfohlen werden ${expected} Sekunden`,
  },
  'certificate-not-for-host': {
    en: () => 'has a certificate that does not name this host',
    de: () => 'hat ein Zertifikat, das diesen Host nicht nennt',
  },
  'certificate-not-trusted': {
    en: ({ found }) => `has a certificate that nobody trusts (${found})`,
    de: ({ found }) => `hat ein Zertifikat, dem niemand vertraut (${found})`,
  },
  'certificate-of-own-authority': {
    en: () => 'has a certificate of an authority that only the configured bundle trusts',
    de: () => 'hat ein Zertifikat einer Stelle, der nur das eingestellte Bündel vertraut',
  },
  'certificate-key-not-allowed': {
    en: ({ found, expected }) => `has a certificate with the key ${found}, expected ${expected}`,
    de: ({ found, expected }) => `hat ein Zertifikat mit dem Schlüssel ${found}, erwartet wird ${expected}`,
  },
  'certificate-signature-not-allowed': {
    en: ({ found, expected }) => `has a certificate signed with ${found}, allowed are ${expected}`,
    de: ({ found, expected }) => `hat ein Zertifikat, das mit ${found} signiert ist, zulässig sind ${expected}`,
  },
  'certificate-made-for-too-long': {
    en: ({ found, expected }) => `has a certificate for ${found} days, allowed are ${expected}`,
    de: ({ found, expected }) => `hat ein Zertifikat für ${found} Tage, zulässig sind ${expected}`,
  },
  'certificate-not-yet-valid': {
    en: ({ found }) => `has a certificate that is valid from ${found} only`,
    de: ({ found }) => `hat ein Zertifikat, das erst ab ${found} gilt`,
  },
  'certificate-expired': {
    en: ({ found }) => `has a certificate that expired at ${found}`,
    de: ({ found }) => `hat ein Zertifikat, das am ${found} abgelaufen ist`,
  },
  'certificate-expires-soon': {
    en: ({ found }) => `has a certificate with ${found} days left`,
    de: ({ found }) => `hat ein Zertifikat, das noch ${found} Tage gilt`,
  },
  'default-network-missing': {
    en: () => 'has no external network that is the default',
    de: () => 'hat kein externes Netz, das der Standard ist',
  },
  'default-network-not-unique': {
    en: ({ found }) => `is one of ${found} external networks that are the default`,
    de: ({ found }) => `ist eines von ${found} externen Netzen, die der Standard sind`,
  },
  'provider-network-besides-default': {
    en: () => 'is a provider network besides the default one',
    de: () => 'ist ein Netz des Anbieters neben dem Standardnetz',
  },
  'port-security-off': {
    en: () => 'is shared, but has no port security',
    de: () => 'wird geteilt, hat aber keine Port-Sicherheit',
  },
  'network-without-subnets': {
    en: () => 'is shared, but has no subnets',
    de: () => 'wird geteilt, hat aber keine Subnetze',
  },
  'default-pool-missing': {
    en: ({ expected }) => `has no shared subnet pool for ${expected} that is the default`,
    de: ({ expected }) => `hat keinen geteilten Subnetz-Pool für ${expected}, der der Standard ist`,
  },
  'default-pool-not-unique': {
    en: ({ found, expected }) => `is one of ${found} shared subnet pools for ${expected} that are the default`,
    de: ({ found, expected }) =>
      `ist einer von ${found} geteilten Subnetz-Pools für ${expected}, die der Standard sind`,
  },
  'pool-prefix-length-not-allowed': {
    en: ({ found, expected }) => `allows prefix lengths ${found}, which leaves ${expected} out`,
    de: ({ found, expected }) => `lässt Präfixlängen ${found} zu, ${expected} also nicht`,
  },
  'prefix-length-not-as-asked': {
    en: ({ found, expected }) => `allocated ${found}, expected a ${expected}`,
    de: ({ found, expected }) => `hat ${found} vergeben, erwartet wird ein ${expected}`,
  },
  'prefix-not-public': {
    en: ({ found, expected }) => `allocated ${found}, which is not in ${expected}`,
    de: ({ found, expected }) => `hat ${found} vergeben, das liegt nicht in ${expected}`,
  },
  'floating-ip-quota-zero': {
    en: () => 'allows the project no floating IP',
    de: () => 'erlaubt dem Projekt keine Floating IP',
  },
  'policy-not-refused': {
    en: () => 'lets ordinary members share networks',
    de: () => 'lässt gewöhnliche Mitglieder Netze teilen',
  },
  'network-without-ipv6': {
    en: () => 'has no IPv6 subnet',
    de: () => 'hat kein IPv6-Subnetz',
  },
  'address-scopes-differ': {
    en: ({ found, expected }) =>
      `has the IPv6 address scope ${found}, but the default subnet pool has ${expected}, so nothing is routed between them`,
    de: ({ found, expected }) =>
      `hat den IPv6-Adressbereich ${found}, der Standard-Subnetz-Pool aber ${expected}; dazwischen wird nichts weitergeleitet`,
  },
  'router-without-public-ipv6': {
    en: ({ found }) => `gives a router ${found}, but no public IPv6 address`,
    de: ({ found }) => `gibt einem Router ${found}, aber keine öffentliche IPv6-Adresse`,
  },
  'extension-missing': {
    en: ({ expected }) => `lacks the extension ${expected}`,
    de: ({ expected }) => `fehlt die Erweiterung ${expected}`,
  },
  'patch-overdue': {
    en: ({ found, expected }) => `runs ${found}, although ${expected} should have been offered by now`,
    de: ({ found, expected }) => `läuft mit ${found}, obwohl inzwischen ${expected} angeboten sein müsste`,
  },
  'cve-overdue': {
    en: ({ found, expected }) =>
      `runs ${found}, which has a critical vulnerability; ${expected} has repaired it for more than two weeks`,
    de: ({ found, expected }) =>
      `läuft mit ${found} und einer kritischen Schwachstelle; ${expected} behebt sie seit mehr als zwei Wochen`,
  },
  'cve-repair-recommended': {
    en: ({ found, expected }) =>
      `runs ${found}, which has a critical vulnerability; ${expected} repairs it and should be offered within two days`,
    de: ({ found, expected }) =>
      `läuft mit ${found} und einer kritischen Schwachstelle; ${expected} behebt sie und soll binnen zwei Tagen angeboten werden`,
  },
  'cve-without-repair': {
    en: ({ found, expected }) =>
      `runs ${found}, which has a critical vulnerability without a repair in this branch (${expected})`,
    de: ({ found, expected }) =>
      `läuft mit ${found} und einer kritischen Schwachstelle, die in diesem Zweig nicht behoben ist (${expected})`,
  },
  'branch-past-end-of-life': {
    en: ({ found, expected }) => `runs ${found}; its branch has ended (${expected})`,
    de: ({ found, expected }) => `läuft mit ${found}; der Zweig ist beendet (${expected})`,
  },
  'version-is-pre-release': {
    en: ({ found }) => `runs ${found}, which is a pre-release`,
    de: ({ found }) => `läuft mit ${found}, einer Vorabversion`,
  },
  'few-supported-branches': {
    en: ({ found }) => `is not supported by certain data: only ${found} branches are known to be supported`,
    de: ({ found }) => `beruht auf unsicheren Daten: nur ${found} unterstützte Zweige sind bekannt`,
  },
  'branch-missing': {
    en: ({ expected }) => `is supported by upstream, but is not offered; it was due by ${expected}`,
    de: ({ expected }) => `wird von Kubernetes unterstützt, aber nicht angeboten; fällig war er am ${expected}`,
  },
  'branch-due': {
    en: ({ expected }) => `is not offered yet; it is due by ${expected}`,
    de: ({ expected }) => `wird noch nicht angeboten; fällig ist er am ${expected}`,
  },
  'branch-offered-past-end-of-life': {
    en: () => 'is offered although it has ended, which is not recommended',
    de: () => 'wird angeboten, obwohl er beendet ist, was nicht empfohlen ist',
  },
  'node-label-missing': {
    en: ({ expected }) => `lacks a label for ${expected}`,
    de: ({ expected }) => `hat kein Label für ${expected}`,
  },
  'single-control-plane-node': {
    en: () => 'is the only control-plane node',
    de: () => 'ist der einzige Knoten der Steuerungsebene',
  },
  'nodes-in-one-zone': {
    en: ({ found }) => `has all ${found} in one zone`,
    de: ({ found }) => `hat alle ${found} in einer Zone`,
  },
  'default-class-missing': {
    en: () => 'has no default storage class',
    de: () => 'hat keine Standard-Speicherklasse',
  },
  'default-class-not-unique': {
    en: ({ found }) => `has several default storage classes: ${found}`,
    de: ({ found }) => `hat mehrere Standard-Speicherklassen: ${found}`,
  },
  'storage-not-failure-safe': {
    en: ({ found }) => `stores data on the node itself (${found}), which does not survive its loss`,
    de: ({ found }) => `speichert auf dem Knoten selbst (${found}), was dessen Ausfall nicht übersteht`,
  },
  'access-mode-missing': {
    en: ({ found, expected }) => `cannot be written to (${found}, expected ${expected})`,
    de: ({ found, expected }) => `ist nicht beschreibbar (${found}, erwartet ${expected})`,
  },
  'volume-bound-to-node': {
    en: () => 'is bound to one node',
    de: () => 'ist an einen Knoten gebunden',
  },
  'flag-missing': {
    en: ({ expected }) => `lacks ${expected}`,
    de: ({ expected }) => `hat ${expected} nicht`,
  },
  'flag-value-not-allowed': {
    en: ({ found, expected }) => `has ${found}, expected ${expected}`,
    de: ({ found, expected }) => `hat ${found}, erwartet ${expected}`,
  },
  'kubelet-anonymous': {
    en: () => 'answers without authentication',
    de: () => 'antwortet ohne Anmeldung',
  },
  'kubelet-authorization-not-webhook': {
    en: ({ found }) => `has the authorisation mode ${found}, expected Webhook`,
    de: ({ found }) => `hat den Autorisierungsmodus ${found}, erwartet wird Webhook`,
  },
  'kubelet-read-only-port': {
    en: ({ found }) => `has the read-only port ${found} open, which should be off`,
    de: ({ found }) => `hat den Nur-Lese-Port ${found} offen, der abgeschaltet sein soll`,
  },
  'port-reachable': {
    en: ({ found }) => `can be reached from outside at ${found}`,
    de: ({ found }) => `ist von außen erreichbar unter ${found}`,
  },
  'pod-security-not-enforced': {
    en: () => 'admits privileged pods',
    de: () => 'lässt privilegierte Pods zu',
  },
  'pod-security-by-label-only': {
    en: () => 'protects only namespaces with a label from privileged pods',
    de: () => 'schützt nur Namensräume mit Label vor privilegierten Pods',
  },
  'pod-security-warns-only': {
    en: () => 'only warns about privileged pods; enforcing is recommended',
    de: () => 'warnt vor privilegierten Pods nur; Durchsetzen wird empfohlen',
  },
  'etcd-beside-api-server': {
    en: ({ found }) => `uses an etcd on its own machine (${found}); separate machines are recommended`,
    de: ({ found }) => `nutzt ein etcd auf derselben Maschine (${found}); getrennte Maschinen werden empfohlen`,
  },
  'priority-and-fairness-off': {
    en: () => 'does not use API priority and fairness, which is recommended',
    de: () => 'nutzt API Priority and Fairness nicht, was empfohlen ist',
  },
  'certificate-rotated-too-rarely': {
    en: ({ found }) => `has a certificate for ${found} days; at most a year is allowed`,
    de: ({ found }) => `hat ein Zertifikat für ${found} Tage; erlaubt ist höchstens ein Jahr`,
  },
  'certificate-request-pending': {
    en: ({ found }) => `has a certificate request that nobody decided on since ${found}`,
    de: ({ found }) => `hat eine Zertifikatsanfrage, über die seit ${found} niemand entschieden hat`,
  },
  'api-recommended': {
    en: ({ expected }) => `lacks ${expected}, which is recommended`,
    de: ({ expected }) => `hat ${expected} nicht, was empfohlen ist`,
  },
  'test-failed': {
    en: () => 'failed',
    de: () => 'ist fehlgeschlagen',
  },
  'test-failure-tolerated': {
    en: ({ found }) => `failed, which is tolerated, so that the cluster passes a subset only: ${found}`,
    de: ({ found }) => `ist fehlgeschlagen, was geduldet wird, sodass der Cluster nur eine Teilmenge besteht: ${found}`,
  },
  'test-passed-on-retry': {
    en: () => 'passed only on a second attempt',
    de: () => 'wurde erst im zweiten Versuch bestanden',
  },
  'results-without-version': {
    en: () => 'the imported results do not say which version was tested; they fit the list of tests of this one',
    de: () =>
      'die eingelesenen Ergebnisse nennen die geprüfte Version nicht; sie passen zur Liste der Tests dieser Version',
  },
}

/** One finding in words, without the name of its object. */
export function findingSentence(finding: Finding, language: Language): string {
  return FINDING_WORDS[finding.code][language](finding)
}
