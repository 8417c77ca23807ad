import { cloudWithImages } from '#facts/openstack/cloud-with-images.ts'
import { judgeTable } from '#testcases/judge-table.ts'
import { testcase } from './scs-0102-prop-os_purpose.ts'

judgeTable(testcase, [
  { name: 'a cloud without images', facts: cloudWithImages(), verdict: 'PASS', warnsAbout: [] },
  {
    name: 'an image without os_purpose',
    facts: cloudWithImages({ os_purpose: undefined }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an image whose os_purpose is null',
    facts: cloudWithImages({ os_purpose: null }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an image whose os_purpose is empty',
    facts: cloudWithImages({ os_purpose: '' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an image whose os_purpose is blank',
    facts: cloudWithImages({ os_purpose: '  ' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an image whose os_purpose is a list',
    facts: cloudWithImages({ os_purpose: ['x86_64'] }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  { name: 'an image for generic', facts: cloudWithImages({ os_purpose: 'generic' }), verdict: 'PASS', warnsAbout: [] },
  { name: 'an image for minimal', facts: cloudWithImages({ os_purpose: 'minimal' }), verdict: 'PASS', warnsAbout: [] },
  { name: 'an image for k8snode', facts: cloudWithImages({ os_purpose: 'k8snode' }), verdict: 'PASS', warnsAbout: [] },
  { name: 'an image for gpu', facts: cloudWithImages({ os_purpose: 'gpu' }), verdict: 'PASS', warnsAbout: [] },
  { name: 'an image for network', facts: cloudWithImages({ os_purpose: 'network' }), verdict: 'PASS', warnsAbout: [] },
  { name: 'an image for custom', facts: cloudWithImages({ os_purpose: 'custom' }), verdict: 'PASS', warnsAbout: [] },
  {
    name: 'a replaced generic image, which only version 2 of the standard knows',
    facts: cloudWithImages({ os_purpose: 'oldgeneric' }),
    verdict: 'PASS',
    warnsAbout: ['image Ubuntu 24.04'],
  },
  {
    name: 'a word that no version knows',
    facts: cloudWithImages({ os_purpose: 'desktop' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'a known word with a capital',
    facts: cloudWithImages({ os_purpose: 'Generic' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'a good and a bad image',
    facts: cloudWithImages({}, { name: 'Bad', os_purpose: undefined }),
    verdict: 'FAIL',
    about: ['image Bad'],
  },
  {
    name: 'a bad community image of another project',
    facts: cloudWithImages({ visibility: 'community', os_purpose: undefined }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
    warnsAbout: ['image Ubuntu 24.04'],
  },
  {
    name: 'a bad image that is hidden',
    facts: cloudWithImages({ os_hidden: true, os_purpose: undefined }),
    verdict: 'PASS',
  },
])
