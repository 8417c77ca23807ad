import { defineTestcase } from '#testcases/define-testcase.ts'
import { judgeEveryImage } from './judge-every-image.ts'
import { mandatoryText, oneOf } from './property-rules.ts'
import { remedyForProperty } from './remedy-for-property.ts'

const FREQUENCIES = ['yearly', 'quarterly', 'monthly', 'weekly', 'daily', 'critical_bug', 'never']

export const testcase = defineTestcase({
  id: 'scs-0102-prop-replace_frequency',
  title: 'Every provided image says how often it is replaced',
  requirement: 'https://docs.scs.community/standards/scs-0102-v1-image-metadata#image-updating',
  remedy: remedyForProperty(
    'replace_frequency=monthly',
    'Promise what you keep: yearly, quarterly, monthly (or more often), weekly, daily; critical_bug if only serious faults lead to a new image; never if the image stays as it is.',
  ),
  needs: ['providedImages'],
  judge: ({ providedImages }, at) =>
    judgeEveryImage(providedImages, mandatoryText('replace_frequency', oneOf('replace_frequency', FREQUENCIES)), at),
})
