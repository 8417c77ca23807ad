import { cloudWithImages } from '#facts/openstack/cloud-with-images.ts'
import { judgeTable } from '#testcases/judge-table.ts'
import { testcase } from './scs-0102-prop-hw_rng_model.ts'

judgeTable(testcase, [
  { name: 'a cloud without images', facts: cloudWithImages(), verdict: 'PASS', warnsAbout: [] },
  {
    name: 'no random number generator',
    facts: cloudWithImages({ hw_rng_model: undefined }),
    verdict: 'PASS',
    warnsAbout: [],
  },
  { name: 'virtio', facts: cloudWithImages({ hw_rng_model: 'virtio' }), verdict: 'PASS', warnsAbout: [] },
  {
    name: 'the word none',
    facts: cloudWithImages({ hw_rng_model: 'none' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'virtio with a capital',
    facts: cloudWithImages({ hw_rng_model: 'Virtio' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'a truth value',
    facts: cloudWithImages({ hw_rng_model: true }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'a good and a bad image',
    facts: cloudWithImages({}, { name: 'Bad', hw_rng_model: 'none' }),
    verdict: 'FAIL',
    about: ['image Bad'],
  },
  {
    name: 'a bad community image of another project',
    facts: cloudWithImages({ visibility: 'community', hw_rng_model: 'none' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
    warnsAbout: ['image Ubuntu 24.04'],
  },
  {
    name: 'a bad image that is hidden',
    facts: cloudWithImages({ os_hidden: true, hw_rng_model: 'none' }),
    verdict: 'PASS',
  },
])
