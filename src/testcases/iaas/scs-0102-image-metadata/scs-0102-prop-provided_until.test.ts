import { cloudWithImages } from '#facts/openstack/cloud-with-images.ts'
import { judgeTable } from '#testcases/judge-table.ts'
import { testcase } from './scs-0102-prop-provided_until.ts'

judgeTable(testcase, [
  { name: 'a cloud without images', facts: cloudWithImages(), verdict: 'PASS', warnsAbout: [] },
  {
    name: 'an image without provided_until',
    facts: cloudWithImages({ provided_until: undefined }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an image whose provided_until is null',
    facts: cloudWithImages({ provided_until: null }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an image whose provided_until is empty',
    facts: cloudWithImages({ provided_until: '' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an image whose provided_until is blank',
    facts: cloudWithImages({ provided_until: '  ' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an image whose provided_until is a list',
    facts: cloudWithImages({ provided_until: ['x86_64'] }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  { name: 'a day', facts: cloudWithImages({ provided_until: '2029-05-31' }), verdict: 'PASS', warnsAbout: [] },
  {
    name: 'a day that has passed',
    facts: cloudWithImages({ provided_until: '2020-01-01' }),
    verdict: 'PASS',
    warnsAbout: [],
  },
  { name: 'no promise', facts: cloudWithImages({ provided_until: 'none' }), verdict: 'PASS', warnsAbout: [] },
  {
    name: 'until further notice',
    facts: cloudWithImages({ provided_until: 'notice' }),
    verdict: 'PASS',
    warnsAbout: [],
  },
  {
    name: 'an unpadded day, which is tolerated',
    facts: cloudWithImages({ provided_until: '2029-5-31' }),
    verdict: 'PASS',
    warnsAbout: ['image Ubuntu 24.04'],
  },
  {
    name: 'forever, which makes no sense here',
    facts: cloudWithImages({ provided_until: 'forever' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'a word',
    facts: cloudWithImages({ provided_until: 'soon' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'a day with a time',
    facts: cloudWithImages({ provided_until: '2029-05-31 12:00' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'a day that does not exist',
    facts: cloudWithImages({ provided_until: '2029-06-31' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'a good and a bad image',
    facts: cloudWithImages({}, { name: 'Bad', provided_until: undefined }),
    verdict: 'FAIL',
    about: ['image Bad'],
  },
  {
    name: 'a bad community image of another project',
    facts: cloudWithImages({ visibility: 'community', provided_until: undefined }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
    warnsAbout: ['image Ubuntu 24.04'],
  },
  {
    name: 'a bad image that is hidden',
    facts: cloudWithImages({ os_hidden: true, provided_until: undefined }),
    verdict: 'PASS',
  },
])
