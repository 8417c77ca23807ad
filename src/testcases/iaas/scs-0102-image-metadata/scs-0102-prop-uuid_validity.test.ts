import { cloudWithImages } from '#facts/openstack/cloud-with-images.ts'
import { judgeTable } from '#testcases/judge-table.ts'
import { testcase } from './scs-0102-prop-uuid_validity.ts'

judgeTable(testcase, [
  { name: 'a cloud without images', facts: cloudWithImages(), verdict: 'PASS', warnsAbout: [] },
  {
    name: 'an image without uuid_validity',
    facts: cloudWithImages({ uuid_validity: undefined }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an image whose uuid_validity is null',
    facts: cloudWithImages({ uuid_validity: null }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an image whose uuid_validity is empty',
    facts: cloudWithImages({ uuid_validity: '' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an image whose uuid_validity is blank',
    facts: cloudWithImages({ uuid_validity: '  ' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an image whose uuid_validity is a list',
    facts: cloudWithImages({ uuid_validity: ['x86_64'] }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  { name: 'a day', facts: cloudWithImages({ uuid_validity: '2029-05-31' }), verdict: 'PASS', warnsAbout: [] },
  {
    name: 'the last three images',
    facts: cloudWithImages({ uuid_validity: 'last-3' }),
    verdict: 'PASS',
    warnsAbout: [],
  },
  { name: 'forever', facts: cloudWithImages({ uuid_validity: 'forever' }), verdict: 'PASS', warnsAbout: [] },
  {
    name: 'until further notice',
    facts: cloudWithImages({ uuid_validity: 'notice' }),
    verdict: 'PASS',
    warnsAbout: [],
  },
  { name: 'no promise', facts: cloudWithImages({ uuid_validity: 'none' }), verdict: 'PASS', warnsAbout: [] },
  {
    name: 'an unpadded day, which is tolerated',
    facts: cloudWithImages({ uuid_validity: '2029-5-31' }),
    verdict: 'PASS',
    warnsAbout: ['image Ubuntu 24.04'],
  },
  {
    name: 'the last images without a number',
    facts: cloudWithImages({ uuid_validity: 'last-' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'a negative number of images',
    facts: cloudWithImages({ uuid_validity: 'last--1' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'last images with a capital',
    facts: cloudWithImages({ uuid_validity: 'Last-3' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'a number of images with a line break after it',
    facts: cloudWithImages({ uuid_validity: 'last-3\n' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'a word',
    facts: cloudWithImages({ uuid_validity: 'always' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'a good and a bad image',
    facts: cloudWithImages({}, { name: 'Bad', uuid_validity: undefined }),
    verdict: 'FAIL',
    about: ['image Bad'],
  },
  {
    name: 'a bad community image of another project',
    facts: cloudWithImages({ visibility: 'community', uuid_validity: undefined }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
    warnsAbout: ['image Ubuntu 24.04'],
  },
  {
    name: 'a bad image that is hidden',
    facts: cloudWithImages({ os_hidden: true, uuid_validity: undefined }),
    verdict: 'PASS',
  },
])
