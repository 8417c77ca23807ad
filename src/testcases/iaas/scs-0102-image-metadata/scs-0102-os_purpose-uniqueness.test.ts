import { cloudWithImages } from '#facts/openstack/cloud-with-images.ts'
import { judgeTable } from '#testcases/judge-table.ts'
import { testcase } from './scs-0102-os_purpose-uniqueness.ts'

judgeTable(testcase, [
  { name: 'a cloud without images', facts: cloudWithImages(), verdict: 'PASS' },
  { name: 'one generic image', facts: cloudWithImages({}), verdict: 'PASS' },
  {
    name: 'two generic images of one release',
    facts: cloudWithImages({}, { name: 'Ubuntu noble' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04', 'image Ubuntu noble'],
  },
  {
    name: 'a generic community image beside the public one',
    facts: cloudWithImages({}, { name: 'Ubuntu noble', visibility: 'community' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04', 'image Ubuntu noble'],
    warnsAbout: ['image Ubuntu noble'],
  },
  {
    name: 'two generic images of one release and one of another',
    facts: cloudWithImages({ os_version: '22.04' }, { name: 'A' }, { name: 'B' }),
    verdict: 'FAIL',
    about: ['image A', 'image B'],
  },
  {
    name: 'generic images for two architectures',
    facts: cloudWithImages({}, { architecture: 'aarch64' }),
    verdict: 'PASS',
  },
  {
    name: 'two generic images of one release, both without an architecture',
    facts: cloudWithImages({ architecture: undefined }, { architecture: undefined, name: 'B' }),
    verdict: 'FAIL',
  },
  { name: 'a generic and a minimal image', facts: cloudWithImages({}, { os_purpose: 'minimal' }), verdict: 'PASS' },
  {
    name: 'a generic and a replaced generic image',
    facts: cloudWithImages({}, { os_purpose: 'oldgeneric' }),
    verdict: 'PASS',
  },
  { name: 'the second generic image is hidden', facts: cloudWithImages({}, { os_hidden: true }), verdict: 'PASS' },
  {
    name: 'two generic images without a version, which another testcase is about',
    facts: cloudWithImages({ os_version: '' }, { os_version: undefined }),
    verdict: 'PASS',
  },
])
