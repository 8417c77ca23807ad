import { propertyText } from '#facts/derived/image-property.ts'
import { type PropertyDate, parseApiInstant, parsePropertyDate } from '#facts/derived/property-date.ts'
import type { Image } from '#facts/openstack/provided-images.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'
import { doubtful, FINE, judgeEveryImage, type Opinion, wrong } from './judge-every-image.ts'
import { mandatoryText } from './property-rules.ts'
import { remedyForProperty } from './remedy-for-property.ts'

function judgeBuildDate(text: string, { createdAt }: Image, at: Date): Opinion {
  const found = propertyText('image_build_date', text)
  const built = parsePropertyDate(text)
  if (built === undefined) {
    return wrong({ code: 'property-not-a-date', found, expected: 'YYYY-MM-DD, YYYY-MM-DD hh:mm[:ss]' })
  }
  const registeredAt = createdAt === null ? undefined : parseApiInstant(createdAt)
  if (registeredAt !== undefined && built.at > registeredAt) {
    return wrong({ code: 'build-date-after-registration', found, expected: registeredAt.toISOString() })
  }
  if (built.at > at) return wrong({ code: 'build-date-in-the-future', found })
  if (!built.isTolerated) return FINE
  return doubtful({ code: 'property-spelling-tolerated', found, expected: spelling(built) })
}

function spelling({ at, hasTime }: PropertyDate): string {
  return at
    .toISOString()
    .slice(0, hasTime ? 19 : 10)
    .replace('T', ' ')
}

export const testcase = defineTestcase({
  id: 'scs-0102-prop-image_build_date',
  title: 'Every provided image says when it was built, and that was before it was registered',
  requirement: 'https://docs.scs.community/standards/scs-0102-v1-image-metadata#image-build-info',
  remedy: remedyForProperty(
    'image_build_date=2026-08-01',
    'Set the day (UTC) up to which all recommended patches are in the image, as YYYY-MM-DD or YYYY-MM-DD hh:mm[:ss].',
  ),
  needs: ['providedImages'],
  judge: ({ providedImages }, at) =>
    judgeEveryImage(providedImages, mandatoryText('image_build_date', judgeBuildDate), at),
})
