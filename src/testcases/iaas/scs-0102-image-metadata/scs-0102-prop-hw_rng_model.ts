import { defineTestcase } from '#testcases/define-testcase.ts'
import { judgeEveryImage } from './judge-every-image.ts'
import { oneOf, optionalText } from './property-rules.ts'
import { remedyForProperty } from './remedy-for-property.ts'

export const testcase = defineTestcase({
  id: 'scs-0102-prop-hw_rng_model',
  title: 'No provided image asks for a random number generator other than virtio',
  requirement: 'https://docs.scs.community/standards/scs-0102-v1-image-metadata#technical-requirements-and-features',
  remedy: remedyForProperty(
    'hw_rng_model=virtio',
    'Ask for the virtio random number generator, which gives the machine entropy of its host.',
  ),
  needs: ['providedImages'],
  judge: ({ providedImages }, at) =>
    judgeEveryImage(providedImages, optionalText('hw_rng_model', oneOf('hw_rng_model', ['virtio'])), at),
})
