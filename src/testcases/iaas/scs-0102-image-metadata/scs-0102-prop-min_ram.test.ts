import { cloudWithImages } from '#facts/openstack/cloud-with-images.ts'
import { judgeTable } from '#testcases/judge-table.ts'
import { testcase } from './scs-0102-prop-min_ram.ts'

judgeTable(testcase, [
  { name: 'a cloud without images', facts: cloudWithImages(), verdict: 'PASS', warnsAbout: [] },
  {
    name: 'an image without min_ram',
    facts: cloudWithImages({ min_ram: undefined }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'min_ram is null',
    facts: cloudWithImages({ min_ram: null }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  { name: 'min_ram is 0', facts: cloudWithImages({ min_ram: 0 }), verdict: 'FAIL', about: ['image Ubuntu 24.04'] },
  {
    name: 'min_ram is a text',
    facts: cloudWithImages({ min_ram: '512' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'min_ram is hardly enough',
    facts: cloudWithImages({ min_ram: 63 }),
    verdict: 'PASS',
    warnsAbout: ['image Ubuntu 24.04'],
  },
  { name: 'min_ram is just not doubtful', facts: cloudWithImages({ min_ram: 64 }), verdict: 'PASS', warnsAbout: [] },
  { name: 'min_ram is ordinary', facts: cloudWithImages({ min_ram: 512 }), verdict: 'PASS', warnsAbout: [] },
  {
    name: 'a good and a bad image',
    facts: cloudWithImages({}, { name: 'Bad', min_ram: undefined }),
    verdict: 'FAIL',
    about: ['image Bad'],
  },
  {
    name: 'a bad community image of another project',
    facts: cloudWithImages({ visibility: 'community', min_ram: undefined }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
    warnsAbout: ['image Ubuntu 24.04'],
  },
  {
    name: 'a bad image that is hidden',
    facts: cloudWithImages({ os_hidden: true, min_ram: undefined }),
    verdict: 'PASS',
  },
])
