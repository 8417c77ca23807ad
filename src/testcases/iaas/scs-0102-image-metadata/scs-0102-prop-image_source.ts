import { propertyText } from '#facts/derived/image-property.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'
import { FINE, judgeEveryImage, type Opinion, wrong } from './judge-every-image.ts'
import { mandatoryText } from './property-rules.ts'
import { remedyForProperty } from './remedy-for-property.ts'

/** A scheme that downloads, then a host, and no blanks. */
const DOWNLOAD_URL = /^(?:https?|ftps?):\/\/[^/?#\s]\S*$/i

function judgeSource(text: string): Opinion {
  if (text === 'private' || (DOWNLOAD_URL.test(text) && URL.parse(text)?.hostname)) return FINE
  const found = propertyText('image_source', text)
  return wrong({ code: 'image-source-not-a-url', found, expected: 'https://, http://, ftp://, ftps://' })
}

export const testcase = defineTestcase({
  id: 'scs-0102-prop-image_source',
  title: 'Every provided image says where it can be downloaded, or that it is private',
  requirement: 'https://docs.scs.community/standards/scs-0102-v1-image-metadata#image-origin',
  remedy: remedyForProperty(
    'image_source=https://cloud-images.ubuntu.com/noble/current/noble-server-cloudimg-amd64.img',
    'Set the URL from which the image was downloaded, or the word private if it cannot be downloaded freely.',
  ),
  needs: ['providedImages'],
  judge: ({ providedImages }, at) => judgeEveryImage(providedImages, mandatoryText('image_source', judgeSource), at),
})
