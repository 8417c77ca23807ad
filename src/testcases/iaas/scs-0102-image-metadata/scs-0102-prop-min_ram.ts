import { defineTestcase } from '#testcases/define-testcase.ts'
import { doubtful, FINE, type ImageRule, judgeEveryImage } from './judge-every-image.ts'
import { positiveNumber } from './property-rules.ts'
import { remedyForField } from './remedy-for-property.ts'

/** Below this (MiB) no current general-purpose system starts; the standard names no figure. */
const DOUBTFUL_BELOW_MIB = 64

const judgeMinRam: ImageRule = ({ minRamMiB }) =>
  positiveNumber('min_ram', minRamMiB, (minRam) => {
    if (minRam >= DOUBTFUL_BELOW_MIB) return FINE
    return doubtful({ code: 'min-ram-doubtful', found: `min_ram=${minRam}`, expected: String(DOUBTFUL_BELOW_MIB) })
  })

export const testcase = defineTestcase({
  id: 'scs-0102-prop-min_ram',
  title: 'Every provided image demands memory',
  requirement: 'https://docs.scs.community/standards/scs-0102-v1-image-metadata#technical-requirements-and-features',
  remedy: remedyForField('--min-ram 512', 'Set the memory in MiB that the system needs to start and to be of use.'),
  needs: ['providedImages'],
  judge: ({ providedImages }, at) => judgeEveryImage(providedImages, judgeMinRam, at),
})
