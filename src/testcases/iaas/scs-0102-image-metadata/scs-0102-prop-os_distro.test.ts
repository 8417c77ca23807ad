import { cloudWithImages } from '#facts/openstack/cloud-with-images.ts'
import { judgeTable } from '#testcases/judge-table.ts'
import { testcase } from './scs-0102-prop-os_distro.ts'

judgeTable(testcase, [
  { name: 'a cloud without images', facts: cloudWithImages(), verdict: 'PASS', warnsAbout: [] },
  {
    name: 'an image without os_distro',
    facts: cloudWithImages({ os_distro: undefined }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an image whose os_distro is null',
    facts: cloudWithImages({ os_distro: null }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an image whose os_distro is empty',
    facts: cloudWithImages({ os_distro: '' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an image whose os_distro is blank',
    facts: cloudWithImages({ os_distro: '  ' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an image whose os_distro is a list',
    facts: cloudWithImages({ os_distro: ['x86_64'] }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  { name: 'a word of OpenStack', facts: cloudWithImages({ os_distro: 'debian' }), verdict: 'PASS', warnsAbout: [] },
  { name: 'a word of libosinfo', facts: cloudWithImages({ os_distro: 'almalinux' }), verdict: 'PASS', warnsAbout: [] },
  {
    name: 'a distribution that no list knows',
    facts: cloudWithImages({ os_distro: 'flatcar' }),
    verdict: 'PASS',
    warnsAbout: ['image Ubuntu 24.04'],
  },
  {
    name: 'a word with a capital',
    facts: cloudWithImages({ os_distro: 'Ubuntu' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an unknown word with a capital',
    facts: cloudWithImages({ os_distro: 'Flatcar' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'a reversed domain',
    facts: cloudWithImages({ os_distro: 'com.ubuntu' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'the vendor instead of the distribution',
    facts: cloudWithImages({ os_distro: 'canonical' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'a discouraged spelling in mixed case',
    facts: cloudWithImages({ os_distro: 'SuSE' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'a word of JavaScript objects',
    facts: cloudWithImages({ os_distro: 'constructor' }),
    verdict: 'PASS',
    warnsAbout: ['image Ubuntu 24.04'],
  },
  {
    name: 'a good and a bad image',
    facts: cloudWithImages({}, { name: 'Bad', os_distro: undefined }),
    verdict: 'FAIL',
    about: ['image Bad'],
  },
  {
    name: 'a bad community image of another project',
    facts: cloudWithImages({ visibility: 'community', os_distro: undefined }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
    warnsAbout: ['image Ubuntu 24.04'],
  },
  {
    name: 'a bad image that is hidden',
    facts: cloudWithImages({ os_hidden: true, os_distro: undefined }),
    verdict: 'PASS',
  },
])
