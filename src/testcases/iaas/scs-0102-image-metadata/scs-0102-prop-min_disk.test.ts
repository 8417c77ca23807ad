import { cloudWithImages } from '#facts/openstack/cloud-with-images.ts'
import { judgeTable } from '#testcases/judge-table.ts'
import { testcase } from './scs-0102-prop-min_disk.ts'

judgeTable(testcase, [
  { name: 'a cloud without images', facts: cloudWithImages(), verdict: 'PASS', warnsAbout: [] },
  {
    name: 'an image without min_disk',
    facts: cloudWithImages({ min_disk: undefined }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'min_disk is null',
    facts: cloudWithImages({ min_disk: null }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  { name: 'min_disk is 0', facts: cloudWithImages({ min_disk: 0 }), verdict: 'FAIL', about: ['image Ubuntu 24.04'] },
  {
    name: 'min_disk is negative',
    facts: cloudWithImages({ min_disk: -1 }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'min_disk is a fraction',
    facts: cloudWithImages({ min_disk: 1.5 }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'min_disk is a text',
    facts: cloudWithImages({ min_disk: '8' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'min_disk is exactly the size of the image',
    facts: cloudWithImages({ min_disk: 2, size: 2147483648 }),
    verdict: 'PASS',
    warnsAbout: [],
  },
  {
    name: 'min_disk is one byte too small',
    facts: cloudWithImages({ min_disk: 2, size: 2147483649 }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'the size is not known yet',
    facts: cloudWithImages({ min_disk: 1, size: null }),
    verdict: 'PASS',
    warnsAbout: [],
  },
  { name: 'the size is 0', facts: cloudWithImages({ min_disk: 1, size: 0 }), verdict: 'PASS', warnsAbout: [] },
  {
    name: 'a good and a bad image',
    facts: cloudWithImages({}, { name: 'Bad', min_disk: undefined }),
    verdict: 'FAIL',
    about: ['image Bad'],
  },
  {
    name: 'a bad community image of another project',
    facts: cloudWithImages({ visibility: 'community', min_disk: undefined }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
    warnsAbout: ['image Ubuntu 24.04'],
  },
  {
    name: 'a bad image that is hidden',
    facts: cloudWithImages({ os_hidden: true, min_disk: undefined }),
    verdict: 'PASS',
  },
])
