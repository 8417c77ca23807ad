import {
  CAPI_SOURCE,
  debianImage,
  type PracticeImage,
  ubuntuImage,
  VICTIM_IMAGE_NAME,
  wellDescribedImage,
} from '../content/images.ts'
import { type DefectFamily, defectFamily, type PracticeDefect, type PracticeModel } from '../practice-defect.ts'

type ImageDamage = (image: PracticeImage) => void

/** For each property testcase of scs-0102 the damage done to one image. Undefined removes the property. */
const PROPERTY_DAMAGES: Readonly<Record<string, ImageDamage>> = {
  architecture: setProperty('architecture', undefined),
  hash_algo: (image) => {
    image.hashAlgorithm = 'md5'
  },
  min_disk: (image) => {
    image.minDisk = 0
  },
  min_ram: (image) => {
    image.minRam = 0
  },
  os_version: setProperty('os_version', undefined),
  os_distro: setProperty('os_distro', 'SuSE'),
  os_purpose: setProperty('os_purpose', 'everything'),
  hw_disk_bus: setProperty('hw_disk_bus', undefined),
  hypervisor_type: setProperty('hypervisor_type', 'kvm'),
  hw_rng_model: setProperty('hw_rng_model', 'egd'),
  image_build_date: setProperty('image_build_date', 'last Tuesday'),
  image_original_user: setProperty('image_original_user', undefined),
  image_source: setProperty('image_source', 'from the intranet'),
  image_description: setProperty('image_description', undefined),
  replace_frequency: setProperty('replace_frequency', 'now and then'),
  provided_until: setProperty('provided_until', 'soon'),
  uuid_validity: setProperty('uuid_validity', undefined),
  hotfix_hours: setProperty('hotfix_hours', 'two'),
}

/** Images whose absence testcases of scs-0104 notice; those of the draft v2 as long as these releases are the newest. */
const STANDARD_IMAGES: Readonly<Record<string, { readonly name: string; readonly breaks: readonly string[] }>> = {
  'ubuntu-2604': { name: 'Ubuntu 26.04', breaks: ['siegel-0104-v2-ubuntu-latest'] },
  'ubuntu-2404': { name: 'Ubuntu 24.04', breaks: ['scs-0104-image-ubuntu-2404', 'siegel-0104-v2-ubuntu-previous'] },
  'ubuntu-2204': { name: 'Ubuntu 22.04', breaks: ['scs-0104-image-ubuntu-2204'] },
  'debian-13': { name: 'Debian 13', breaks: ['scs-0104-image-debian-13', 'siegel-0104-v2-debian-latest'] },
  'debian-12': { name: 'Debian 12', breaks: ['scs-0104-image-debian-12', 'siegel-0104-v2-debian-previous'] },
  'capi-1': { name: 'ubuntu-capi-image v1.34.2', breaks: ['scs-0104-image-capi-1'] },
  'capi-2': { name: 'ubuntu-capi-image-v1.35.4', breaks: ['scs-0104-image-capi-2', 'siegel-0104-v2-capi-present'] },
}

/** Images with a rule for their source: parameter and how to make the image where the healthy cloud has none. */
const SOURCED_IMAGES: Readonly<Record<string, Parameters<typeof wellDescribedImage>[0]>> = {
  'ubuntu-2404': ubuntuImage({ version: '24.04', codename: 'noble' }, 5),
  'ubuntu-2204': ubuntuImage({ version: '22.04', codename: 'jammy' }, 5),
  'ubuntu-2004': ubuntuImage({ version: '20.04', codename: 'focal' }, 5),
  'debian-13': debianImage({ version: '13', codename: 'trixie' }, 5),
  'debian-12': debianImage({ version: '12', codename: 'bookworm' }, 5),
  'debian-11': debianImage({ version: '11', codename: 'bullseye' }, 5),
  'capi-1': { ...ubuntuImage({ version: '24.04', codename: 'noble' }, 5), name: 'ubuntu-capi-image v1.34.2' },
  'capi-2': { ...ubuntuImage({ version: '24.04', codename: 'noble' }, 5), name: 'ubuntu-capi-image-v1.35.4' },
}

export const IMAGE_DEFECT_FAMILIES: readonly DefectFamily[] = [
  defectFamily('image-property-wrong', 'property', Object.keys(PROPERTY_DAMAGES), (property) => ({
    breaks: [`scs-0102-prop-${property}`],
    aborts: null,
    area: 'images',
    description: `the image ${VICTIM_IMAGE_NAME} lacks the property ${property}, or has a value that is not allowed`,
    apply: harmImage(VICTIM_IMAGE_NAME, PROPERTY_DAMAGES[property] ?? (() => undefined)),
  })),
  defectFamily('image-missing', 'image', Object.keys(STANDARD_IMAGES), (key) => {
    const { breaks, name } = STANDARD_IMAGES[key] ?? { name: key, breaks: [] }
    return {
      breaks,
      aborts: null,
      area: 'images',
      description: `the image ${name} is not offered`,
      apply: ({ content }) => {
        content.images = content.images.filter((image) => image.name !== name || image.isHidden)
      },
    }
  }),
  defectFamily('image-source-foreign', 'image', Object.keys(SOURCED_IMAGES), (key) => ({
    breaks: [`scs-0104-source-${key}`, `siegel-0104-v2-source-${key.startsWith('capi') ? 'capi' : 'generic'}`],
    aborts: null,
    area: 'images',
    description: `the image ${SOURCED_IMAGES[key]?.name} comes from a mirror that the standard does not name`,
    apply: (model) => giveForeignSource(model, key),
  })),
]

export const IMAGE_DEFECTS: readonly PracticeDefect[] = [
  {
    name: 'image-overdue',
    breaks: ['scs-0102-image-recency'],
    aborts: null,
    area: 'images',
    description: `the image ${VICTIM_IMAGE_NAME} promises monthly replacement and is 200 days old`,
    apply: harmImage(VICTIM_IMAGE_NAME, (image) => {
      const createdAt = new Date(Date.parse(image.createdAt) - 200 * 86_400_000)
      image.createdAt = `${createdAt.toISOString().slice(0, 19)}Z`
      image.properties.image_build_date = image.createdAt.slice(0, 10)
    }),
  },
  {
    name: 'generic-image-twice',
    breaks: ['scs-0102-os_purpose-uniqueness'],
    aborts: null,
    area: 'images',
    description: 'two images are the generic one of the same openSUSE release',
    apply: ({ content }) => {
      const original = content.images.find((image) => image.name === VICTIM_IMAGE_NAME)
      if (original === undefined) return
      const id = original.id.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'))
      const properties = { ...original.properties }
      content.images.push({ ...original, id, name: 'openSUSE Leap again', properties })
    },
  },
  {
    name: 'capi-image-description-wrong',
    breaks: ['siegel-0104-v2-source-capi'],
    aborts: null,
    area: 'images',
    description: 'the image for Kubernetes nodes has a description of its own (only the draft scs-0104-v2 forbids it)',
    apply: harmImage('ubuntu-capi-image-v1.35.4', setProperty('image_description', 'nodes for Kubernetes')),
  },
  {
    name: 'capi-image-purpose-wrong',
    breaks: ['siegel-0104-v2-source-capi'],
    aborts: null,
    area: 'images',
    description: 'the image for Kubernetes nodes has os_purpose custom (only the draft scs-0104-v2 forbids it)',
    apply: harmImage('ubuntu-capi-image-v1.35.4', setProperty('os_purpose', 'custom')),
  },
]

function setProperty(name: string, value: string | undefined): ImageDamage {
  return (image) => {
    delete image.properties[name]
    if (value !== undefined) image.properties[name] = value
  }
}

function harmImage(name: string, damage: ImageDamage) {
  return ({ content }: PracticeModel): void => {
    for (const image of content.images) if (image.name === name && !image.isHidden) damage(image)
  }
}

function giveForeignSource({ content }: PracticeModel, key: string): void {
  const recipe = SOURCED_IMAGES[key]
  if (recipe === undefined) return
  const isOffered = content.images.some((image) => image.name === recipe.name && !image.isHidden)
  const newest = content.images
    .map((image) => image.createdAt)
    .sort()
    .at(-1)
  if (!isOffered && newest !== undefined) content.images.push(wellDescribedImage(recipe, new Date(newest)))
  for (const image of content.images) {
    if (image.name !== recipe.name || image.isHidden) continue
    const file = String(image.properties.image_source).replace(CAPI_SOURCE, '').split('/').at(-1)
    image.properties.image_source = `https://mirror.example/${file}`
  }
}
