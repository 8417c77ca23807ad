import { cloudWithImages } from '#facts/openstack/cloud-with-images.ts'
import { judgeTable } from '#testcases/judge-table.ts'
import { testcase } from './scs-0102-prop-hypervisor_type.ts'

judgeTable(testcase, [
  { name: 'a cloud without images', facts: cloudWithImages(), verdict: 'PASS', warnsAbout: [] },
  { name: 'any hypervisor', facts: cloudWithImages({ hypervisor_type: undefined }), verdict: 'PASS', warnsAbout: [] },
  { name: 'a hypervisor of null', facts: cloudWithImages({ hypervisor_type: null }), verdict: 'PASS', warnsAbout: [] },
  {
    name: 'the hypervisor hyperv',
    facts: cloudWithImages({ hypervisor_type: 'hyperv' }),
    verdict: 'PASS',
    warnsAbout: [],
  },
  {
    name: 'the hypervisor ironic',
    facts: cloudWithImages({ hypervisor_type: 'ironic' }),
    verdict: 'PASS',
    warnsAbout: [],
  },
  { name: 'the hypervisor lxc', facts: cloudWithImages({ hypervisor_type: 'lxc' }), verdict: 'PASS', warnsAbout: [] },
  { name: 'the hypervisor qemu', facts: cloudWithImages({ hypervisor_type: 'qemu' }), verdict: 'PASS', warnsAbout: [] },
  { name: 'the hypervisor uml', facts: cloudWithImages({ hypervisor_type: 'uml' }), verdict: 'PASS', warnsAbout: [] },
  {
    name: 'the hypervisor vmware',
    facts: cloudWithImages({ hypervisor_type: 'vmware' }),
    verdict: 'PASS',
    warnsAbout: [],
  },
  { name: 'the hypervisor xen', facts: cloudWithImages({ hypervisor_type: 'xen' }), verdict: 'PASS', warnsAbout: [] },
  {
    name: 'KVM under its own name',
    facts: cloudWithImages({ hypervisor_type: 'kvm' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'the product instead of the hypervisor',
    facts: cloudWithImages({ hypervisor_type: 'esxi' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'a known word in capitals',
    facts: cloudWithImages({ hypervisor_type: 'QEMU' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an empty word',
    facts: cloudWithImages({ hypervisor_type: '' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  { name: 'a number', facts: cloudWithImages({ hypervisor_type: 1 }), verdict: 'FAIL', about: ['image Ubuntu 24.04'] },
  {
    name: 'a good and a bad image',
    facts: cloudWithImages({}, { name: 'Bad', hypervisor_type: 'kvm' }),
    verdict: 'FAIL',
    about: ['image Bad'],
  },
  {
    name: 'a bad community image of another project',
    facts: cloudWithImages({ visibility: 'community', hypervisor_type: 'kvm' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
    warnsAbout: ['image Ubuntu 24.04'],
  },
  {
    name: 'a bad image that is hidden',
    facts: cloudWithImages({ os_hidden: true, hypervisor_type: 'kvm' }),
    verdict: 'PASS',
  },
])
