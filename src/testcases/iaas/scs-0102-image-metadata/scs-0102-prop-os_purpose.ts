import { propertyText } from '#facts/derived/image-property.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'
import { doubtful, judgeEveryImage, type Opinion } from './judge-every-image.ts'
import { mandatoryText, oneOf } from './property-rules.ts'
import { remedyForProperty } from './remedy-for-property.ts'

const PURPOSES = ['generic', 'minimal', 'k8snode', 'gpu', 'network', 'custom', 'oldgeneric']

function judgePurpose(text: string): Opinion {
  if (text !== 'oldgeneric') return oneOf('os_purpose', PURPOSES)(text)
  const found = propertyText('os_purpose', text)
  return doubtful({ code: 'property-value-newer-than-standard', found, expected: 'scs-0102-v2' })
}

export const testcase = defineTestcase({
  id: 'scs-0102-prop-os_purpose',
  title: 'Every provided image says what it is for',
  requirement: 'https://docs.scs.community/standards/scs-0102-v2-image-metadata#technical-requirements-and-features',
  remedy: remedyForProperty(
    'os_purpose=generic',
    'Set generic for a plain system, minimal for a cut-down one, k8snode for nodes of Kubernetes clusters, gpu or network for special hardware, custom for anything else, and oldgeneric (scs-0102-v2) for a generic image that was replaced.',
  ),
  needs: ['providedImages'],
  judge: ({ providedImages }, at) => judgeEveryImage(providedImages, mandatoryText('os_purpose', judgePurpose), at),
})
