import { propertyText } from '#facts/derived/image-property.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'
import { FINE, judgeEveryImage, type Opinion, wrong } from './judge-every-image.ts'
import { optionalText } from './property-rules.ts'
import { remedyForProperty } from './remedy-for-property.ts'

function judgeHours(text: string): Opinion {
  if (/^\d*$/.test(text)) return FINE
  return wrong({ code: 'property-not-a-number-of-hours', found: propertyText('hotfix_hours', text) })
}

export const testcase = defineTestcase({
  id: 'scs-0102-prop-hotfix_hours',
  title: 'Every provided image that promises fast fixes gives a number of hours',
  requirement: 'https://docs.scs.community/standards/scs-0102-v1-image-metadata#image-updating',
  remedy: remedyForProperty(
    'hotfix_hours=48',
    'Set the hours, in digits only, after which a new image follows a critical fix; 0 for best effort. If nothing is promised, take the property away with `openstack image unset --property hotfix_hours IMAGE_ID`.',
  ),
  needs: ['providedImages'],
  judge: ({ providedImages }, at) => judgeEveryImage(providedImages, optionalText('hotfix_hours', judgeHours), at),
})
