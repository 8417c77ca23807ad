import { imageReference } from '#facts/derived/image-reference.ts'
import { visibleImages } from '#facts/derived/visible-images.ts'
import type { Image } from '#facts/openstack/provided-images.ts'
import { STANDARD_IMAGES } from '#testcases/iaas/scs-0104-standard-images/standard-images.ts'
import type { ObjectReference } from '#vocabulary/finding.ts'
import type { ImageProperties } from '../plan.ts'
import { askFor, type PlanValue, sampleOf } from '../plan-value.ts'
import { type PlanAnswer, type PlanQuestion, propose } from '../proposal.ts'
import { placeholderFor } from './property-placeholders.ts'

/** What every provided image must say (scs-0102) and the plan does not know beforehand. */
const ASKED_PROPERTIES = [
  'min_disk',
  'min_ram',
  'architecture',
  'os_distro',
  'os_version',
  'os_purpose',
  'hw_disk_bus',
  'image_build_date',
  'image_original_user',
  'image_source',
  'image_description',
  'replace_frequency',
  'provided_until',
  'uuid_validity',
]

interface WantedImage {
  readonly object: ObjectReference
  /** How it must be called, or how its name begins. */
  readonly name: PlanValue
  readonly properties: Readonly<Record<string, string>>
}

/** Provides an image that scs-0104 demands: the one that is there under the wrong name or hidden, else a new one. */
export function proposeForMissingImages({ testcaseId, finding, facts, at }: PlanQuestion): PlanAnswer {
  const wanted = testcaseId.startsWith('siegel-0104-v2-')
    ? wantedByVersion2(testcaseId, finding)
    : wantedByName(testcaseId)
  if (wanted === undefined) return { object: finding.about, why: 'The image is not known here.' }
  const images = facts.providedImages ?? []
  return proposeExisting(wanted, images) ?? proposeNew(wanted, at)
}

function proposeExisting(wanted: WantedImage, images: readonly Image[]): PlanAnswer | undefined {
  const name = sampleOf(wanted.name)
  if (name !== wanted.name) return undefined
  const namesakes = images.filter((image) => image.name === name)
  const hidden = namesakes.find(({ isHidden, status }) => isHidden && status === 'active')
  if (hidden !== undefined) return propose(imageReference(hidden), { kind: 'show-image' })
  const visible = visibleImages(namesakes)
  const image = visible.find(({ status }) => status === 'active')
  if (image !== undefined) {
    const different = Object.entries(wanted.properties).filter(([key, value]) => image.properties[key] !== value)
    const set = Object.fromEntries(different)
    const caution = 'Its name says so; if the image is something else, rename it and provide the right one.'
    return propose(imageReference(image), { kind: 'set-image-properties', set }, caution)
  }
  const [unready] = visible
  if (unready !== undefined) {
    const object = imageReference(unready)
    return { object, why: `The image is there, but nobody can start it: its status is ${unready.status}.` }
  }
  const misnamed = visibleImages(images)
    .filter(({ status }) => status === 'active')
    .find((other) => isAlike(other.name, name) || hasProperties(other, wanted.properties))
  return misnamed && propose(imageReference(misnamed), { kind: 'rename-image', name })
}

function proposeNew({ object, name, properties }: WantedImage, at: Date): PlanAnswer {
  const known = { name: sampleOf(name), sizeBytes: null, createdAt: null, properties }
  const asked = ASKED_PROPERTIES.filter((property) => !Object.hasOwn(properties, property)).flatMap((property) => {
    const value = placeholderFor(property, known, at)
    return value === undefined ? [] : [[property, value] as const]
  })
  const all: ImageProperties = { ...Object.fromEntries(asked), ...properties }
  return propose(
    object,
    { kind: 'provide-image', name, properties: all },
    'Hidden images are not in the facts: if one of this name exists, show it with `openstack image set --unhidden`.',
  )
}

function wantedByName(testcaseId: string): WantedImage | undefined {
  const image = STANDARD_IMAGES.find(({ key }) => testcaseId === `scs-0104-image-${key}`)
  if (image === undefined) return undefined
  const { name, nameText } = image
  if (typeof name !== 'string') return capiImage(nameText)
  const [distro = '', version = ''] = name.split(' ')
  return plainImage(name, distro.toLowerCase(), version)
}

/** The vendor's plain image of a release, under the name that scs-0104 gives it. */
function plainImage(name: string, distro: string, version: string): WantedImage {
  const properties = { os_distro: distro, os_version: version, os_purpose: 'generic' }
  return { object: { kind: 'image', name }, name, properties }
}

function wantedByVersion2(testcaseId: string, finding: PlanQuestion['finding']): WantedImage | undefined {
  if (testcaseId === 'siegel-0104-v2-capi-present') return capiImage(finding.about.name)
  const demanded = /os_distro=(?<distro>\w+) os_version=(?<version>[\d.]+)/.exec(finding.expected ?? '')?.groups
  if (demanded?.distro === undefined || demanded.version === undefined) return undefined
  const { distro, version } = demanded
  return plainImage(`${distro.slice(0, 1).toUpperCase()}${distro.slice(1)} ${version}`, distro, version)
}

/** `nameText` is such as `ubuntu-capi-image-vN.N[.N]`: which version, the operator knows. */
function capiImage(nameText: string): WantedImage {
  const name = askFor('IMAGE_NAME', `the name of the CAPI image: ${nameText}`, nameText.replace('N.N[.N]', '1.35.4'))
  const properties = { os_purpose: 'k8snode', image_description: 'https://github.com/osism/k8s-capi-images' }
  return { object: { kind: 'image', name: nameText }, name, properties }
}

/** The same name but for letter case, blanks, hyphens and underscores. */
function isAlike(name: string | null, wanted: string): boolean {
  return name !== null && normalised(name) === normalised(wanted)
}

function hasProperties(image: Image, wanted: Readonly<Record<string, string>>): boolean {
  return Object.entries(wanted).every(([key, value]) => image.properties[key] === value)
}

function normalised(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, '')
}
