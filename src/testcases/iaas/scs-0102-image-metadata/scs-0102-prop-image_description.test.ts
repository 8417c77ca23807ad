import { cloudWithImages } from '#facts/openstack/cloud-with-images.ts'
import { judgeTable } from '#testcases/judge-table.ts'
import { testcase } from './scs-0102-prop-image_description.ts'

judgeTable(testcase, [
  { name: 'a cloud without images', facts: cloudWithImages(), verdict: 'PASS', warnsAbout: [] },
  {
    name: 'an image without image_description',
    facts: cloudWithImages({ image_description: undefined }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an image whose image_description is null',
    facts: cloudWithImages({ image_description: null }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an image whose image_description is empty',
    facts: cloudWithImages({ image_description: '' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an image whose image_description is blank',
    facts: cloudWithImages({ image_description: '  ' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an image whose image_description is a list',
    facts: cloudWithImages({ image_description: ['x86_64'] }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'a URL',
    facts: cloudWithImages({ image_description: 'https://ubuntu.com/' }),
    verdict: 'PASS',
    warnsAbout: [],
  },
  {
    name: 'a text',
    facts: cloudWithImages({ image_description: 'Ubuntu with the drivers of our network cards' }),
    verdict: 'PASS',
    warnsAbout: [],
  },
  {
    name: 'a good and a bad image',
    facts: cloudWithImages({}, { name: 'Bad', image_description: undefined }),
    verdict: 'FAIL',
    about: ['image Bad'],
  },
  {
    name: 'a bad community image of another project',
    facts: cloudWithImages({ visibility: 'community', image_description: undefined }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
    warnsAbout: ['image Ubuntu 24.04'],
  },
  {
    name: 'a bad image that is hidden',
    facts: cloudWithImages({ os_hidden: true, image_description: undefined }),
    verdict: 'PASS',
  },
])
