import { parsePropertyDay } from '#facts/derived/property-date.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'
import { FINE, judgeEveryImage, type Opinion } from './judge-every-image.ts'
import { dayOpinion, mandatoryText } from './property-rules.ts'
import { remedyForProperty } from './remedy-for-property.ts'

const WORDS = ['none', 'notice', 'forever']

function judgeUuidValidity(text: string): Opinion {
  if (WORDS.includes(text) || /^last-\d+$/.test(text)) return FINE
  return dayOpinion('uuid_validity', text, parsePropertyDay(text), 'YYYY-MM-DD, last-N, none, notice, forever')
}

export const testcase = defineTestcase({
  id: 'scs-0102-prop-uuid_validity',
  title: 'Every provided image says how long its id stays valid',
  requirement: 'https://docs.scs.community/standards/scs-0102-v1-image-metadata#image-updating',
  remedy: remedyForProperty(
    'uuid_validity=last-3',
    'Set how long the id leads to this image: a day (UTC, YYYY-MM-DD); last-N for the last N images; notice if until a notice of deprecation; forever; none if it ends with the next image.',
  ),
  needs: ['providedImages'],
  judge: ({ providedImages }, at) =>
    judgeEveryImage(providedImages, mandatoryText('uuid_validity', judgeUuidValidity), at),
})
