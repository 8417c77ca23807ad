import { cloudWithImages } from '#facts/openstack/cloud-with-images.ts'
import { judgeTable } from '#testcases/judge-table.ts'
import { testcase } from './siegel-0104-v2-capi-present.ts'

judgeTable(testcase, [
  {
    name: 'a cloud without images',
    facts: cloudWithImages(),
    verdict: 'FAIL',
    about: ['image ubuntu-capi-image-vN.N[.N]'],
  },
  {
    name: 'a CAPI image with a dash',
    facts: cloudWithImages({ name: 'ubuntu-capi-image-v1.35.4' }),
    verdict: 'PASS',
    warnsAbout: [],
  },
  {
    name: 'a CAPI image with a blank only',
    facts: cloudWithImages({ name: 'ubuntu-capi-image v1.35.4' }),
    verdict: 'FAIL',
  },
  {
    name: 'a CAPI image with an addition to its name',
    facts: cloudWithImages({ name: 'ubuntu-capi-image-v1.35.4-dev' }),
    verdict: 'PASS',
    warnsAbout: ['image ubuntu-capi-image-v1.35.4-dev'],
  },
  {
    name: 'a CAPI image that is hidden',
    facts: cloudWithImages({ name: 'ubuntu-capi-image-v1.35.4', os_hidden: true }),
    verdict: 'FAIL',
  },
])
