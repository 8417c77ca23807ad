import { cloudWithImages } from '#facts/openstack/cloud-with-images.ts'
import { judgeTable } from '#testcases/judge-table.ts'
import { testcase } from './scs-0102-prop-hw_disk_bus.ts'

judgeTable(testcase, [
  { name: 'a cloud without images', facts: cloudWithImages(), verdict: 'PASS', warnsAbout: [] },
  {
    name: 'an image without hw_disk_bus',
    facts: cloudWithImages({ hw_disk_bus: undefined }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an image whose hw_disk_bus is null',
    facts: cloudWithImages({ hw_disk_bus: null }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an image whose hw_disk_bus is empty',
    facts: cloudWithImages({ hw_disk_bus: '' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an image whose hw_disk_bus is blank',
    facts: cloudWithImages({ hw_disk_bus: '  ' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an image whose hw_disk_bus is a list',
    facts: cloudWithImages({ hw_disk_bus: ['x86_64'] }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  { name: 'scsi with its model', facts: cloudWithImages({ hw_disk_bus: 'scsi' }), verdict: 'PASS', warnsAbout: [] },
  {
    name: 'scsi without its model',
    facts: cloudWithImages({ hw_disk_bus: 'scsi', hw_scsi_model: undefined }),
    verdict: 'PASS',
    warnsAbout: ['image Ubuntu 24.04'],
  },
  {
    name: 'virtio, which is allowed but not recommended',
    facts: cloudWithImages({ hw_disk_bus: 'virtio' }),
    verdict: 'PASS',
    warnsAbout: ['image Ubuntu 24.04'],
  },
  {
    name: 'ide, which is allowed but not recommended',
    facts: cloudWithImages({ hw_disk_bus: 'ide' }),
    verdict: 'PASS',
    warnsAbout: ['image Ubuntu 24.04'],
  },
  {
    name: 'a bus in capitals',
    facts: cloudWithImages({ hw_disk_bus: 'SCSI' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'a bus that Nova does not know',
    facts: cloudWithImages({ hw_disk_bus: 'floppy' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'a good and a bad image',
    facts: cloudWithImages({}, { name: 'Bad', hw_disk_bus: undefined }),
    verdict: 'FAIL',
    about: ['image Bad'],
  },
  {
    name: 'a bad community image of another project',
    facts: cloudWithImages({ visibility: 'community', hw_disk_bus: undefined }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
    warnsAbout: ['image Ubuntu 24.04'],
  },
  {
    name: 'a bad image that is hidden',
    facts: cloudWithImages({ os_hidden: true, hw_disk_bus: undefined }),
    verdict: 'PASS',
  },
])
