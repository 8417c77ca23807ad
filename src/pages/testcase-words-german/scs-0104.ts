import type { GermanText, GermanTexts } from './german-text.ts'

function isProvided(name: string): GermanText {
  return {
    title: `Die Cloud stellt ein Image namens ${name} bereit`,
    remedy: `Stellen Sie für alle ein aktives Image bereit, dessen Name Buchstabe für Buchstabe \`${name}\` ist und das vom Hersteller stammt: \`openstack image create --public --disk-format qcow2 --container-format bare --file FILE "${name}"\`. openstack-image-manager erledigt das, mit allen Eigenschaften.`,
  }
}

function comesFrom(name: string, ...sources: readonly string[]): GermanText {
  return {
    title: `Jedes bereitgestellte Image namens ${name} stammt aus einer anerkannten Quelle`,
    remedy: `Nehmen Sie das Image von ${sources.map((source) => `\`${source}\``).join(' oder ')}, und geben Sie das an: \`openstack image set --property image_source=URL IMAGE_ID\`. Ein Image aus anderer Quelle braucht einen anderen Namen.`,
  }
}

function genericRelease(release: string, obligation: string, distribution: string, version: string): GermanText {
  return {
    title: `Ein generisches Image ${release} wird bereitgestellt (scs-0104-v2: ${obligation}; keine offizielle Kennung)`,
    remedy: `Stellen Sie für alle ein aktives Image dieses Releases bereit und beschreiben Sie es: \`openstack image set --property os_purpose=generic --property os_distro=${distribution} --property os_version=${version} --property architecture=x86_64 IMAGE_ID\`, mit der Version, die der Befund nennt.`,
  }
}

const CAPI_1 = 'ubuntu-capi-image vN.N[.N]'
const CAPI_2 = 'ubuntu-capi-image-vN.N[.N]'
const CAPI_STORE =
  'https://swift.services.a.regiocloud.tech/swift/v1/AUTH_b182637428444b9aa302bb8d5a5a418c/openstack-k8s-capi-images'
const CAPI_SOURCES = [
  'https://nbg1.your-objectstorage.com/osism/openstack-k8s-capi-images/',
  `${CAPI_STORE}/ubuntu-2404-kube`,
  `${CAPI_STORE}/ubuntu-2204-kube`,
]
const ubuntu = (name: string) => [
  `https://cloud-images.ubuntu.com/releases/${name}/`,
  `https://cloud-images.ubuntu.com/${name}/`,
]
const debian = (name: string) => [
  `https://cloud.debian.org/images/cloud/${name}/`,
  `https://cdimage.debian.org/cdimage/cloud/${name}/`,
]

export const SCS_0104_TEXTS: GermanTexts = {
  'scs-0104-image-capi-1': isProvided(CAPI_1),
  'scs-0104-image-capi-2': isProvided(CAPI_2),
  'scs-0104-image-debian-12': isProvided('Debian 12'),
  'scs-0104-image-debian-13': isProvided('Debian 13'),
  'scs-0104-image-ubuntu-2204': isProvided('Ubuntu 22.04'),
  'scs-0104-image-ubuntu-2404': isProvided('Ubuntu 24.04'),
  'scs-0104-source-capi-1': comesFrom(CAPI_1, ...CAPI_SOURCES),
  'scs-0104-source-capi-2': comesFrom(CAPI_2, ...CAPI_SOURCES),
  'scs-0104-source-debian-11': comesFrom('Debian 11', ...debian('bullseye')),
  'scs-0104-source-debian-12': comesFrom('Debian 12', ...debian('bookworm')),
  'scs-0104-source-debian-13': comesFrom('Debian 13', ...debian('trixie')),
  'scs-0104-source-ubuntu-2004': comesFrom('Ubuntu 20.04', ...ubuntu('focal')),
  'scs-0104-source-ubuntu-2204': comesFrom('Ubuntu 22.04', ...ubuntu('jammy')),
  'scs-0104-source-ubuntu-2404': comesFrom('Ubuntu 24.04', ...ubuntu('noble')),
  'siegel-0104-v2-capi-present': {
    title: 'Ein CAPI-Image wird bereitgestellt (scs-0104-v2: soll; keine offizielle Kennung)',
    remedy:
      'Stellen Sie für alle ein Image von https://github.com/osism/k8s-capi-images unter dessen eigenem Namen bereit, zum Beispiel `openstack image create --public --disk-format qcow2 --container-format bare --file FILE ubuntu-capi-image-v1.35.4`.',
  },
  'siegel-0104-v2-debian-latest': genericRelease('des neuesten stabilen Releases von Debian', 'soll', 'debian', '13'),
  'siegel-0104-v2-debian-previous': genericRelease('des vorigen stabilen Releases von Debian', 'soll', 'debian', '12'),
  'siegel-0104-v2-source-capi': {
    title: 'Jedes Image mit dem Namen eines CAPI-Images ist eines (scs-0104-v2: muss; keine offizielle Kennung)',
    remedy:
      'Nehmen Sie das Image aus dem Container von k8s-capi-images und beschreiben Sie es: `openstack image set --property image_source=URL --property os_purpose=k8snode --property image_description=https://github.com/osism/k8s-capi-images IMAGE_ID`. Ein eigenes Image braucht einen anderen Namen.',
  },
  'siegel-0104-v2-source-generic': {
    title:
      'Jedes generische Image von Debian und Ubuntu stammt vom Hersteller (scs-0104-v2: muss; keine offizielle Kennung)',
    remedy:
      'Nehmen Sie das Image von der Website des Herstellers, aus dem Verzeichnis genau dieses Releases, und geben Sie das an: `openstack image set --property image_source=URL IMAGE_ID`. Ein Image mit eigenen Änderungen ist nicht generisch: `openstack image set --property os_purpose=custom IMAGE_ID`.',
  },
  'siegel-0104-v2-ubuntu-latest': genericRelease(
    'des neuesten Releases von Ubuntu mit Langzeitunterstützung',
    'muss',
    'ubuntu',
    '26.04',
  ),
  'siegel-0104-v2-ubuntu-previous': genericRelease(
    'des vorigen Releases von Ubuntu mit Langzeitunterstützung',
    'soll',
    'ubuntu',
    '24.04',
  ),
}
