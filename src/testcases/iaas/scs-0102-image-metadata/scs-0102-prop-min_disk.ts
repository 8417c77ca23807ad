import { defineTestcase } from '#testcases/define-testcase.ts'
import { FINE, type ImageRule, judgeEveryImage, wrong } from './judge-every-image.ts'
import { positiveNumber } from './property-rules.ts'
import { remedyForField } from './remedy-for-property.ts'

const GIB = 2 ** 30

const judgeMinDisk: ImageRule = ({ minDiskGiB, sizeBytes }) =>
  positiveNumber('min_disk', minDiskGiB, (minDisk) => {
    const needed = Math.ceil((sizeBytes ?? 0) / GIB)
    if (minDisk >= needed) return FINE
    return wrong({ code: 'min-disk-below-image-size', found: `min_disk=${minDisk}`, expected: String(needed) })
  })

export const testcase = defineTestcase({
  id: 'scs-0102-prop-min_disk',
  title: 'Every provided image demands a disk that it fits on',
  requirement: 'https://docs.scs.community/standards/scs-0102-v1-image-metadata#technical-requirements-and-features',
  remedy: remedyForField(
    '--min-disk 8',
    'Set the smallest disk in GiB on which the system starts; it is never smaller than the image itself.',
  ),
  needs: ['providedImages'],
  judge: ({ providedImages }, at) => judgeEveryImage(providedImages, judgeMinDisk, at),
})
