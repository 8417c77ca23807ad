import { imageText } from '#facts/derived/image-property.ts'
import { parseApiInstant, parsePropertyDate } from '#facts/derived/property-date.ts'
import { utcDay } from '#facts/derived/utc-day.ts'
import { visibleImages } from '#facts/derived/visible-images.ts'
import type { Image } from '#facts/openstack/provided-images.ts'
import { type PlanAnswer, type PlanQuestion, propose } from '../proposal.ts'
import { placeholderFor } from './property-placeholders.ts'

const KEYS = ['architecture', 'os_distro', 'os_version']

/** Moves replaced images out of the way of the current one (scs-0102, "Image updating" and `os_purpose`). */
export function proposeForImageRotation(question: PlanQuestion): PlanAnswer {
  const { testcaseId, finding, facts } = question
  const images = visibleImages(facts.providedImages ?? [])
  const image = images.find(({ id }) => id === finding.about.id)
  if (image === undefined) return { object: finding.about, why: 'The image is not in the facts.' }
  return testcaseId === 'scs-0102-os_purpose-uniqueness'
    ? proposeForUniqueness(question, image, images)
    : proposeForRecency(question, image, images)
}

function proposeForRecency({ finding, at }: PlanQuestion, image: Image, images: readonly Image[]): PlanAnswer {
  const object = finding.about
  if (finding.code === 'image-publication-unknown') {
    const value = placeholderFor('image_build_date', image, at)
    if (value !== undefined) return propose(object, { kind: 'set-image-properties', set: { image_build_date: value } })
  }
  const current = newest(images.filter(({ name }) => name === image.name))
  const published = publishedAt(image)
  if (finding.code !== 'image-overdue' || current === undefined || current === image || published === undefined) {
    return { object, why: 'A current build has to be published, or the promise has to be lowered or ended.' }
  }
  const name = `${image.name} ${utcDay(published).replaceAll('-', '')}`
  return propose(object, { kind: 'rename-image', name }, 'Whoever starts the old image by its name has to change that.')
}

function proposeForUniqueness({ finding }: PlanQuestion, image: Image, images: readonly Image[]): PlanAnswer {
  const isAlike = (other: Image) =>
    imageText(other, 'os_purpose') === 'generic' &&
    KEYS.every((key) => (imageText(other, key) ?? '') === (imageText(image, key) ?? ''))
  const current = newest(images.filter(isAlike))
  const object = finding.about
  if (current === undefined) return { object, why: 'Which of the generic images is the current one is not clear.' }
  if (current === image) return []
  return propose(
    object,
    { kind: 'set-image-properties', set: { os_purpose: 'oldgeneric' } },
    'If the image is no older build but another system, correct its os_distro or os_version instead.',
  )
}

/** The image that users should get; undefined where two have the same claim. */
function newest(images: readonly Image[]): Image | undefined {
  const [first, second] = images
    .map((image) => ({ image, claim: claimOf(image) }))
    .sort((a, b) => (a.claim < b.claim ? 1 : -1))
  return first === undefined || first.claim === second?.claim ? undefined : first.image
}

/** Comparable as text: bootable before others, named as its release before others, then the later publication. */
function claimOf(image: Image): string {
  const release = `${imageText(image, 'os_distro')} ${imageText(image, 'os_version')}`
  const isNamedSo = image.name?.toLowerCase() === release
  const published = publishedAt(image)?.toISOString() ?? ''
  return `${image.status === 'active' ? 1 : 0} ${isNamedSo ? 1 : 0} ${published}`
}

function publishedAt(image: Image): Date | undefined {
  const createdAt = image.createdAt === null ? undefined : parseApiInstant(image.createdAt)
  return createdAt ?? parsePropertyDate(imageText(image, 'image_build_date') ?? '')?.at
}
