import { defineTestcase } from '#testcases/define-testcase.ts'
import { judgeEveryImage } from './judge-every-image.ts'
import { mandatoryText } from './property-rules.ts'
import { remedyForProperty } from './remedy-for-property.ts'

export const testcase = defineTestcase({
  id: 'scs-0102-prop-image_original_user',
  title: 'Every provided image names the user to log in as',
  requirement: 'https://docs.scs.community/standards/scs-0102-v1-image-metadata#image-build-info',
  remedy: remedyForProperty(
    'image_original_user=ubuntu',
    'Set the user that receives the SSH key or the password; none if the system has no such user.',
  ),
  needs: ['providedImages'],
  judge: ({ providedImages }, at) => judgeEveryImage(providedImages, mandatoryText('image_original_user'), at),
})
