import { cloudWithImages } from '#facts/openstack/cloud-with-images.ts'
import { judgeTable } from '#testcases/judge-table.ts'
import { testcase } from './scs-0102-prop-hash_algo.ts'

judgeTable(testcase, [
  { name: 'a cloud without images', facts: cloudWithImages(), verdict: 'PASS', warnsAbout: [] },
  {
    name: 'an image without a hash algorithm',
    facts: cloudWithImages({ os_hash_algo: undefined }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an image whose hash algorithm is null',
    facts: cloudWithImages({ os_hash_algo: null }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an image hashed with SHA-512',
    facts: cloudWithImages({ os_hash_algo: 'sha512' }),
    verdict: 'PASS',
    warnsAbout: [],
  },
  {
    name: 'an image hashed with SHA-256',
    facts: cloudWithImages({ os_hash_algo: 'sha256' }),
    verdict: 'PASS',
    warnsAbout: [],
  },
  {
    name: 'an image hashed with MD5',
    facts: cloudWithImages({ os_hash_algo: 'md5' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'a hash algorithm in capitals',
    facts: cloudWithImages({ os_hash_algo: 'SHA512' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'a hash algorithm that is a number',
    facts: cloudWithImages({ os_hash_algo: 512 }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'a good and a bad image',
    facts: cloudWithImages({}, { name: 'Bad', os_hash_algo: undefined }),
    verdict: 'FAIL',
    about: ['image Bad'],
  },
  {
    name: 'a bad community image of another project',
    facts: cloudWithImages({ visibility: 'community', os_hash_algo: undefined }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
    warnsAbout: ['image Ubuntu 24.04'],
  },
  {
    name: 'a bad image that is hidden',
    facts: cloudWithImages({ os_hidden: true, os_hash_algo: undefined }),
    verdict: 'PASS',
  },
])
