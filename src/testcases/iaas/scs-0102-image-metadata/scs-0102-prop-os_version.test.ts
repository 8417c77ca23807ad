import { cloudWithImages } from '#facts/openstack/cloud-with-images.ts'
import { judgeTable } from '#testcases/judge-table.ts'
import { testcase } from './scs-0102-prop-os_version.ts'

judgeTable(testcase, [
  { name: 'a cloud without images', facts: cloudWithImages(), verdict: 'PASS', warnsAbout: [] },
  {
    name: 'an image without os_version',
    facts: cloudWithImages({ os_version: undefined }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an image whose os_version is null',
    facts: cloudWithImages({ os_version: null }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an image whose os_version is empty',
    facts: cloudWithImages({ os_version: '' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an image whose os_version is blank',
    facts: cloudWithImages({ os_version: '  ' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an image whose os_version is a list',
    facts: cloudWithImages({ os_version: ['x86_64'] }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  { name: 'a numbered release', facts: cloudWithImages({ os_version: '24.04' }), verdict: 'PASS', warnsAbout: [] },
  {
    name: 'a rolling release of a distribution that numbers its releases',
    facts: cloudWithImages({ os_version: 'rolling' }),
    verdict: 'PASS',
    warnsAbout: ['image Ubuntu 24.04'],
  },
  {
    name: 'a version of two words of a distribution that numbers its releases',
    facts: cloudWithImages({ os_version: '24.04 LTS' }),
    verdict: 'PASS',
    warnsAbout: ['image Ubuntu 24.04'],
  },
  {
    name: 'a rolling release of a distribution without numbers',
    facts: cloudWithImages({ os_distro: 'arch', os_version: 'rolling' }),
    verdict: 'PASS',
    warnsAbout: [],
  },
  {
    name: 'a version without a distribution',
    facts: cloudWithImages({ os_distro: undefined, os_version: 'rolling' }),
    verdict: 'PASS',
    warnsAbout: [],
  },
  {
    name: 'a version that is a number',
    facts: cloudWithImages({ os_version: 24.04 }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'a good and a bad image',
    facts: cloudWithImages({}, { name: 'Bad', os_version: undefined }),
    verdict: 'FAIL',
    about: ['image Bad'],
  },
  {
    name: 'a bad community image of another project',
    facts: cloudWithImages({ visibility: 'community', os_version: undefined }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
    warnsAbout: ['image Ubuntu 24.04'],
  },
  {
    name: 'a bad image that is hidden',
    facts: cloudWithImages({ os_hidden: true, os_version: undefined }),
    verdict: 'PASS',
  },
])
