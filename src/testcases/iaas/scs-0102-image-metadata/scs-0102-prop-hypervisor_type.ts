import { defineTestcase } from '#testcases/define-testcase.ts'
import { judgeEveryImage } from './judge-every-image.ts'
import { oneOf, optionalText } from './property-rules.ts'
import { remedyForProperty } from './remedy-for-property.ts'

const HYPERVISORS = ['hyperv', 'ironic', 'lxc', 'qemu', 'uml', 'vmware', 'xen']

export const testcase = defineTestcase({
  id: 'scs-0102-prop-hypervisor_type',
  title: 'No provided image names a hypervisor that OpenStack does not know',
  requirement: 'https://docs.scs.community/standards/scs-0102-v1-image-metadata#technical-requirements-and-features',
  remedy: remedyForProperty(
    'hypervisor_type=qemu',
    'Set the hypervisor that the image needs in the words of OpenStack: qemu stands for KVM, too. If it runs on any, take the property away with `openstack image unset --property hypervisor_type IMAGE_ID`.',
  ),
  needs: ['providedImages'],
  judge: ({ providedImages }, at) =>
    judgeEveryImage(providedImages, optionalText('hypervisor_type', oneOf('hypervisor_type', HYPERVISORS)), at),
})
