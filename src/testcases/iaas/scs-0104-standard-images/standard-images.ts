/** One row of the lists of standard images (scs-0104-v1), whatever its status in a list is. */
export interface StandardImage {
  /** The end of the testcase ids. */
  readonly key: string
  /** The exact name, or the beginning that the name must have. */
  readonly name: string | RegExp
  /** The name as people read it in a finding. */
  readonly nameText: string
  /** `image_source` must begin with one of them. */
  readonly sources: readonly string[]
  /** The ids with this image that the standard's modules have. */
  readonly testcases: readonly ('image' | 'source')[]
}

/** The container of the CAPI images at their publisher, and the one that scs-0104-v2 tolerates for compatibility. */
export const CAPI_CONTAINERS = [
  'https://nbg1.your-objectstorage.com/osism/openstack-k8s-capi-images/',
  'https://swift.services.a.regiocloud.tech/swift/v1/AUTH_b182637428444b9aa302bb8d5a5a418c/openstack-k8s-capi-images/',
] as const

const CAPI_SOURCES_V1 = [
  CAPI_CONTAINERS[0],
  `${CAPI_CONTAINERS[1]}ubuntu-2404-kube`,
  `${CAPI_CONTAINERS[1]}ubuntu-2204-kube`,
]

/** Where the vendor publishes the images of an Ubuntu release. */
export function ubuntuSources(codename: string): string[] {
  return [`https://cloud-images.ubuntu.com/releases/${codename}/`, `https://cloud-images.ubuntu.com/${codename}/`]
}

/** Where the vendor publishes the images of a Debian release. */
export function debianSources(codename: string): string[] {
  return [`https://cloud.debian.org/images/cloud/${codename}/`, `https://cdimage.debian.org/cdimage/cloud/${codename}/`]
}

/** CAPI names with a blank and with a dash: the beginning decides, because the lists use the schemes that way. */
export const CAPI_NAME_WITH_BLANK = /^ubuntu-capi-image v\d\.\d+(?:\.\d+)?/
export const CAPI_NAME_WITH_DASH = /^ubuntu-capi-image-v\d\.\d+(?:\.\d+)?/

function named(key: string, name: string, sources: readonly string[], testcases: StandardImage['testcases']) {
  return { key, name, nameText: name, sources, testcases }
}

/** Every image that a testcase of scs-0104-v1 is about, in the lists of scope v4 and of scope v5.1. */
export const STANDARD_IMAGES: readonly StandardImage[] = [
  named('ubuntu-2404', 'Ubuntu 24.04', ubuntuSources('noble'), ['image', 'source']),
  named('ubuntu-2204', 'Ubuntu 22.04', ubuntuSources('jammy'), ['image', 'source']),
  named('ubuntu-2004', 'Ubuntu 20.04', ubuntuSources('focal'), ['source']),
  named('debian-13', 'Debian 13', debianSources('trixie'), ['image', 'source']),
  named('debian-12', 'Debian 12', debianSources('bookworm'), ['image', 'source']),
  named('debian-11', 'Debian 11', debianSources('bullseye'), ['source']),
  {
    key: 'capi-1',
    name: CAPI_NAME_WITH_BLANK,
    nameText: 'ubuntu-capi-image vN.N[.N]',
    sources: CAPI_SOURCES_V1,
    testcases: ['image', 'source'],
  },
  {
    key: 'capi-2',
    name: CAPI_NAME_WITH_DASH,
    nameText: 'ubuntu-capi-image-vN.N[.N]',
    sources: CAPI_SOURCES_V1,
    testcases: ['image', 'source'],
  },
]

/** Whether an image of that name is the standard image; letter by letter, in the case given. */
export function hasStandardName(name: string | null, standard: string | RegExp): boolean {
  if (name === null) return false
  return typeof standard === 'string' ? name === standard : standard.test(name)
}

/** Whether the whole name is as the standard describes it, without anything after it. */
export function hasWholeStandardName(name: string | null, standard: string | RegExp): boolean {
  if (name === null || typeof standard === 'string') return name === standard
  return standard.exec(name)?.[0].length === name.length
}
