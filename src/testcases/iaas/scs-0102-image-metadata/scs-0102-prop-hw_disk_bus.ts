import { imageText } from '#facts/derived/image-property.ts'
import type { Image } from '#facts/openstack/provided-images.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'
import { doubtful, FINE, judgeEveryImage, type Opinion } from './judge-every-image.ts'
import { mandatoryText, oneOf } from './property-rules.ts'
import { remedyForProperty } from './remedy-for-property.ts'

/** Words that Nova knows. */
const BUSES = ['scsi', 'virtio', 'sata', 'ide', 'usb', 'fdc', 'xen', 'lxc', 'uml', 'nvme']

function judgeBus(text: string, image: Image): Opinion {
  if (text !== 'scsi') {
    const { findings } = oneOf('hw_disk_bus', BUSES)(text)
    return { findings, warnings: findings ? [] : [{ code: 'property-recommended', expected: 'hw_disk_bus=scsi' }] }
  }
  if (imageText(image, 'hw_scsi_model')) return FINE
  return doubtful({ code: 'property-recommended', expected: 'hw_scsi_model=virtio-scsi' })
}

export const testcase = defineTestcase({
  id: 'scs-0102-prop-hw_disk_bus',
  title: 'Every provided image names the bus that its disk is attached to',
  requirement: 'https://docs.scs.community/standards/scs-0102-v1-image-metadata#technical-requirements-and-features',
  remedy: remedyForProperty(
    'hw_disk_bus=scsi --property hw_scsi_model=virtio-scsi',
    'Set the bus of the disk; scsi with the model virtio-scsi is recommended.',
  ),
  needs: ['providedImages'],
  judge: ({ providedImages }, at) => judgeEveryImage(providedImages, mandatoryText('hw_disk_bus', judgeBus), at),
})
