import { healthyImage } from '#facts/openstack/healthy-image.ts'
import type { Image } from '#facts/openstack/provided-images.ts'
import { ORDINARY_IMAGE } from './healthy-facts.ts'
import { imageOf, type Mutation, removeImage } from './mutation.ts'

const RECENCY = 'scs-0102-image-recency'
const UNIQUENESS = 'scs-0102-os_purpose-uniqueness'
const V2_SOURCE = 'siegel-0104-v2-source-generic'
const V2_CAPI = 'siegel-0104-v2-source-capi'

function changed(name: string, change: (image: Image) => void): Mutation['apply'] {
  return (facts) => change(imageOf(facts, name))
}

function setProperty(property: string, value: unknown, name = ORDINARY_IMAGE): Mutation['apply'] {
  return changed(name, (image) => {
    image.properties = { ...image.properties, [property]: value }
  })
}

function unsetProperty(property: string, name = ORDINARY_IMAGE): Mutation['apply'] {
  return changed(name, (image) => {
    image.properties = Object.fromEntries(Object.entries(image.properties).filter(([key]) => key !== property))
  })
}

/** The properties that every image must have, by the testcase that looks for each. */
const MANDATORY_PROPERTIES = [
  'architecture',
  'os_version',
  'os_distro',
  'os_purpose',
  'hw_disk_bus',
  'image_build_date',
  'image_original_user',
  'image_source',
  'image_description',
  'replace_frequency',
  'provided_until',
  'uuid_validity',
] as const

const MISSING: readonly Mutation[] = MANDATORY_PROPERTIES.map((property) => ({
  name: `an image lacks ${property}`,
  apply: unsetProperty(property),
  red: [`scs-0102-prop-${property}`],
}))

const EMPTY: readonly Mutation[] = MANDATORY_PROPERTIES.map((property) => ({
  name: `an image has an empty ${property}`,
  apply: setProperty(property, ' '),
  red: [`scs-0102-prop-${property}`],
}))

/** Values that a rule of scs-0102 excludes, one property each. */
const WRONG_VALUES: readonly (readonly [property: string, value: unknown, name: string])[] = [
  ['architecture', 'amd64', 'a word of Debian for its architecture'],
  ['architecture', 64, 'a number as its architecture'],
  ['os_distro', 'openSUSE', 'a distribution in capitals'],
  ['os_distro', 'org.opensuse', 'a spelling of its distribution that is advised against'],
  ['os_purpose', 'server', 'a purpose that the standard does not know'],
  ['hw_disk_bus', 'fast', 'a bus that Nova does not know'],
  ['hypervisor_type', 'kvm', 'a hypervisor in the words of people'],
  ['hw_rng_model', 'tpm', 'another random number generator'],
  ['image_build_date', 'yesterday', 'a build date that is none'],
  ['image_build_date', '2026-02-30', 'a build date that does not exist'],
  ['image_build_date', '2026-08-04', 'a build date after its registration'],
  ['image_source', 'somewhere', 'a source that is no address'],
  ['image_source', 'file:///var/lib/image.qcow2', 'a source that nobody can download'],
  ['replace_frequency', 'often', 'a frequency that the standard does not know'],
  ['provided_until', 'soon', 'an end that is no date'],
  ['uuid_validity', 'last-few', 'a validity that counts nothing'],
  ['hotfix_hours', 'two days', 'hours for fixes that are no number'],
]

const WRONG: readonly Mutation[] = WRONG_VALUES.map(([property, value, name]) => ({
  name: `an image has ${name}`,
  apply: setProperty(property, value),
  red: [`scs-0102-prop-${property}`],
}))

/** Without the image no source of it can be wrong either. */
const PRESENCE: readonly (readonly [image: string, red: readonly string[]])[] = [
  ['Ubuntu 26.04', ['siegel-0104-v2-ubuntu-latest']],
  ['Ubuntu 24.04', ['scs-0104-image-ubuntu-2404', 'siegel-0104-v2-ubuntu-previous']],
  ['Ubuntu 22.04', ['scs-0104-image-ubuntu-2204']],
  ['Debian 13', ['scs-0104-image-debian-13', 'siegel-0104-v2-debian-latest']],
  ['Debian 12', ['scs-0104-image-debian-12', 'siegel-0104-v2-debian-previous']],
  ['ubuntu-capi-image v1.34.2', ['scs-0104-image-capi-1']],
  ['ubuntu-capi-image-v1.35.4', ['scs-0104-image-capi-2', 'siegel-0104-v2-capi-present']],
]

const ABSENT: readonly Mutation[] = PRESENCE.map(([image, red]) => ({
  name: `the image ${image} is missing`,
  apply: (facts) => removeImage(facts, image),
  red,
}))

const HIDDEN: readonly Mutation[] = PRESENCE.slice(0, 3).map(([image, red]) => ({
  name: `the image ${image} is hidden`,
  apply: changed(image, (hidden) => {
    hidden.isHidden = true
  }),
  red,
}))

/** By the end of the testcase's id; generic images are also covered by the draft. */
const SOURCES: readonly (readonly [image: string, key: string, draft: string])[] = [
  ['Ubuntu 24.04', 'ubuntu-2404', V2_SOURCE],
  ['Ubuntu 22.04', 'ubuntu-2204', V2_SOURCE],
  ['Ubuntu 20.04', 'ubuntu-2004', V2_SOURCE],
  ['Debian 13', 'debian-13', V2_SOURCE],
  ['Debian 12', 'debian-12', V2_SOURCE],
  ['Debian 11', 'debian-11', V2_SOURCE],
  ['ubuntu-capi-image v1.34.2', 'capi-1', V2_CAPI],
  ['ubuntu-capi-image-v1.35.4', 'capi-2', V2_CAPI],
]

const FOREIGN_SOURCES: readonly Mutation[] = SOURCES.map(([image, key, draft]) => ({
  name: `the image ${image} comes from somebody else`,
  apply: setProperty('image_source', 'https://mirror.example.org/image.qcow2', image),
  red: [`scs-0104-source-${key}`, draft],
}))

/** Rules of scs-0102 and scs-0104, one each. */
export const IMAGE_MUTATIONS: readonly Mutation[] = [
  ...MISSING,
  ...EMPTY,
  ...WRONG,
  ...ABSENT,
  ...HIDDEN,
  ...FOREIGN_SOURCES,
  {
    name: 'an image demands no disk',
    apply: changed(ORDINARY_IMAGE, (image) => {
      image.minDiskGiB = 0
    }),
    red: ['scs-0102-prop-min_disk'],
  },
  {
    name: 'an image demands a smaller disk than it fills',
    apply: changed(ORDINARY_IMAGE, (image) => {
      image.sizeBytes = 9 * 2 ** 30
    }),
    red: ['scs-0102-prop-min_disk'],
  },
  {
    name: 'an image demands no memory',
    apply: changed(ORDINARY_IMAGE, (image) => {
      image.minRamMiB = 0
    }),
    red: ['scs-0102-prop-min_ram'],
  },
  {
    name: 'an image demands memory in words',
    apply: changed(ORDINARY_IMAGE, (image) => {
      image.minRamMiB = '512'
    }),
    red: ['scs-0102-prop-min_ram'],
  },
  {
    name: 'an image is hashed with MD5',
    apply: changed(ORDINARY_IMAGE, (image) => {
      image.hashAlgorithm = 'md5'
    }),
    red: ['scs-0102-prop-hash_algo'],
  },
  {
    name: 'an image is not hashed',
    apply: changed(ORDINARY_IMAGE, (image) => {
      image.hashAlgorithm = null
    }),
    red: ['scs-0102-prop-hash_algo'],
  },
  {
    name: 'an image was not replaced in time',
    apply: changed(ORDINARY_IMAGE, (image) => {
      image.createdAt = '2026-07-01T09:00:00Z'
      image.properties = { ...image.properties, image_build_date: '2026-06-30' }
    }),
    red: [RECENCY],
  },
  {
    name: 'a daily image is ten days old',
    apply: changed(ORDINARY_IMAGE, (image) => {
      image.createdAt = '2026-07-30T09:00:00Z'
      image.properties = { ...image.properties, image_build_date: '2026-07-30', replace_frequency: 'daily' }
    }),
    red: [RECENCY],
  },
  {
    name: 'an overdue image promises to be replaced until further notice',
    apply: changed(ORDINARY_IMAGE, (image) => {
      image.createdAt = '2026-06-01T09:00:00Z'
      image.properties = { ...image.properties, image_build_date: '2026-06-01', provided_until: 'notice' }
    }),
    red: [RECENCY],
  },
  {
    name: 'a customer’s community image does not describe itself',
    apply: (facts) => {
      const own = healthyImage({ id: 'i-own', name: 'mine', visibility: 'community', os_purpose: 'custom' })
      const { image_description: _, ...properties } = own.properties
      facts.providedImages = [...facts.providedImages, { ...own, properties }]
    },
    red: ['scs-0102-prop-image_description'],
  },
  {
    name: 'two images of one release are generic',
    apply: (facts) => {
      const twin = { ...imageOf(facts, ORDINARY_IMAGE), id: 'i-twin', name: `${ORDINARY_IMAGE} again` }
      facts.providedImages = [...facts.providedImages, twin]
    },
    red: [UNIQUENESS],
  },
  {
    name: 'the image of the previous Ubuntu is not generic',
    apply: setProperty('os_purpose', 'minimal', 'Ubuntu 24.04'),
    red: ['siegel-0104-v2-ubuntu-previous'],
  },
  {
    name: 'the image of the latest Debian is not active',
    apply: changed('Debian 13', (image) => {
      image.status = 'deactivated'
    }),
    red: ['scs-0104-image-debian-13', 'siegel-0104-v2-debian-latest'],
  },
  {
    name: 'the image of the latest Debian is known by another name only',
    apply: changed('Debian 13', (image) => {
      image.name = 'Debian Trixie'
    }),
    red: ['scs-0104-image-debian-13'],
  },
  {
    name: 'an image for Kubernetes says that it is a custom one',
    apply: setProperty('os_purpose', 'custom', 'ubuntu-capi-image-v1.35.4'),
    red: [V2_CAPI],
  },
  {
    name: 'an image for Kubernetes is described by its maker',
    apply: setProperty('image_description', 'our own build', 'ubuntu-capi-image-v1.35.4'),
    red: [V2_CAPI],
  },
]
