import { cloudWithImages } from '#facts/openstack/cloud-with-images.ts'
import { judgeTable } from '#testcases/judge-table.ts'
import { testcase } from './scs-0102-prop-image_original_user.ts'

judgeTable(testcase, [
  { name: 'a cloud without images', facts: cloudWithImages(), verdict: 'PASS', warnsAbout: [] },
  {
    name: 'an image without image_original_user',
    facts: cloudWithImages({ image_original_user: undefined }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an image whose image_original_user is null',
    facts: cloudWithImages({ image_original_user: null }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an image whose image_original_user is empty',
    facts: cloudWithImages({ image_original_user: '' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an image whose image_original_user is blank',
    facts: cloudWithImages({ image_original_user: '  ' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an image whose image_original_user is a list',
    facts: cloudWithImages({ image_original_user: ['x86_64'] }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  { name: 'a user', facts: cloudWithImages({ image_original_user: 'debian' }), verdict: 'PASS', warnsAbout: [] },
  { name: 'no such user', facts: cloudWithImages({ image_original_user: 'none' }), verdict: 'PASS', warnsAbout: [] },
  {
    name: 'a good and a bad image',
    facts: cloudWithImages({}, { name: 'Bad', image_original_user: undefined }),
    verdict: 'FAIL',
    about: ['image Bad'],
  },
  {
    name: 'a bad community image of another project',
    facts: cloudWithImages({ visibility: 'community', image_original_user: undefined }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
    warnsAbout: ['image Ubuntu 24.04'],
  },
  {
    name: 'a bad image that is hidden',
    facts: cloudWithImages({ os_hidden: true, image_original_user: undefined }),
    verdict: 'PASS',
  },
])
