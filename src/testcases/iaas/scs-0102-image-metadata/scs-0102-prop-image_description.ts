import { defineTestcase } from '#testcases/define-testcase.ts'
import { judgeEveryImage } from './judge-every-image.ts'
import { mandatoryText } from './property-rules.ts'
import { remedyForProperty } from './remedy-for-property.ts'

export const testcase = defineTestcase({
  id: 'scs-0102-prop-image_description',
  title: 'Every provided image is described',
  requirement: 'https://docs.scs.community/standards/scs-0102-v1-image-metadata#image-origin',
  remedy: remedyForProperty(
    'image_description=https://ubuntu.com/server/docs',
    'Set the URL of the release notes, or a text with what people should know about the image.',
  ),
  needs: ['providedImages'],
  judge: ({ providedImages }, at) => judgeEveryImage(providedImages, mandatoryText('image_description'), at),
})
