import { imageText, propertyText } from '#facts/derived/image-property.ts'
import { parseApiInstant, parsePropertyDate, parsePropertyDay } from '#facts/derived/property-date.ts'
import { replacementDue } from '#facts/derived/replacement-due.ts'
import { utcDay } from '#facts/derived/utc-day.ts'
import type { Image } from '#facts/openstack/provided-images.ts'
import { FINE, type Opinion, wrong } from './judge-every-image.ts'

/**
 * Whether the image, as referenced by its name, should have been replaced by now (scs-0102, "Image updating"). The clock
 * starts with the publication (`created_at`, else the build date) and all days are UTC. Exactly `FINE` where nothing is
 * overdue; a missing or unknown `replace_frequency` promises nothing here and is judged by its own testcase.
 */
export function overdueOpinion(image: Image, at: Date): Opinion {
  const frequency = imageText(image, 'replace_frequency') ?? ''
  const promisesADate = replacementDue(at, frequency) !== undefined
  const today = utcDay(at)
  if (!promisesADate || hasEnded(image, today)) return FINE

  const found = propertyText('replace_frequency', frequency)
  const published = publication(image)
  if (published === undefined) return wrong({ code: 'image-publication-unknown', found })
  const due = replacementDue(published.at, frequency)
  if (due === undefined || today <= due) return FINE
  if (!hasClearEnd(image)) {
    const unclear = propertyText('provided_until', image.properties.provided_until ?? '')
    return wrong({ code: 'image-overdue-without-clear-end', found: unclear, expected: due })
  }
  return wrong({
    code: 'image-overdue',
    found: `${found} ${propertyText(published.field, utcDay(published.at))}`,
    expected: due,
  })
}

function publication(image: Image): { field: string; at: Date } | undefined {
  const createdAt = image.createdAt === null ? undefined : parseApiInstant(image.createdAt)
  if (createdAt !== undefined) return { field: 'created_at', at: createdAt }
  const built = parsePropertyDate(imageText(image, 'image_build_date') ?? '')
  return built && { field: 'image_build_date', at: built.at }
}

function hasEnded(image: Image, today: string): boolean {
  const until = imageText(image, 'provided_until') ?? ''
  if (until === 'none') return true
  const end = parsePropertyDay(until)
  return end !== undefined && today > utcDay(end.at)
}

/** `notice` keeps the promise alive until a notice of deprecation, which ends it by another value. */
function hasClearEnd(image: Image): boolean {
  const until = imageText(image, 'provided_until') ?? ''
  return until === 'notice' || parsePropertyDay(until) !== undefined
}
