import { parsePropertyDay } from '#facts/derived/property-date.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'
import { FINE, judgeEveryImage, type Opinion } from './judge-every-image.ts'
import { dayOpinion, mandatoryText } from './property-rules.ts'
import { remedyForProperty } from './remedy-for-property.ts'

function judgeProvidedUntil(text: string): Opinion {
  if (text === 'none' || text === 'notice') return FINE
  return dayOpinion('provided_until', text, parsePropertyDay(text), 'YYYY-MM-DD, none, notice')
}

export const testcase = defineTestcase({
  id: 'scs-0102-prop-provided_until',
  title: 'Every provided image says until when it is provided',
  requirement: 'https://docs.scs.community/standards/scs-0102-v1-image-metadata#image-updating',
  remedy: remedyForProperty(
    'provided_until=2029-05-31',
    'Set the day (UTC, YYYY-MM-DD) until which an image of this name is provided and updated; notice if until a notice of deprecation; none if nothing is promised.',
  ),
  needs: ['providedImages'],
  judge: ({ providedImages }, at) =>
    judgeEveryImage(providedImages, mandatoryText('provided_until', judgeProvidedUntil), at),
})
