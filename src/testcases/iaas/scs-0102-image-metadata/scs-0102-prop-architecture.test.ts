import { cloudWithImages } from '#facts/openstack/cloud-with-images.ts'
import { judgeTable } from '#testcases/judge-table.ts'
import { testcase } from './scs-0102-prop-architecture.ts'

judgeTable(testcase, [
  { name: 'a cloud without images', facts: cloudWithImages(), verdict: 'PASS', warnsAbout: [] },
  {
    name: 'an image without architecture',
    facts: cloudWithImages({ architecture: undefined }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an image whose architecture is null',
    facts: cloudWithImages({ architecture: null }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an image whose architecture is empty',
    facts: cloudWithImages({ architecture: '' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an image whose architecture is blank',
    facts: cloudWithImages({ architecture: '  ' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an image whose architecture is a list',
    facts: cloudWithImages({ architecture: ['x86_64'] }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  { name: 'a 64-bit PC image', facts: cloudWithImages({ architecture: 'x86_64' }), verdict: 'PASS', warnsAbout: [] },
  { name: 'a 64-bit ARM image', facts: cloudWithImages({ architecture: 'aarch64' }), verdict: 'PASS', warnsAbout: [] },
  {
    name: 'a RISC-V image in the word of libosinfo',
    facts: cloudWithImages({ architecture: 'riscv64' }),
    verdict: 'PASS',
    warnsAbout: [],
  },
  {
    name: 'a RISC-V image in the word of older suites',
    facts: cloudWithImages({ architecture: 'risc-v' }),
    verdict: 'PASS',
    warnsAbout: ['image Ubuntu 24.04'],
  },
  {
    name: "Debian's word for 64-bit PCs",
    facts: cloudWithImages({ architecture: 'amd64' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'a known word in capitals',
    facts: cloudWithImages({ architecture: 'X86_64' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'a known word with a blank after it',
    facts: cloudWithImages({ architecture: 'x86_64 ' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'a good and a bad image',
    facts: cloudWithImages({}, { name: 'Bad', architecture: undefined }),
    verdict: 'FAIL',
    about: ['image Bad'],
  },
  {
    name: 'a bad community image of another project',
    facts: cloudWithImages({ visibility: 'community', architecture: undefined }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
    warnsAbout: ['image Ubuntu 24.04'],
  },
  {
    name: 'a bad image that is hidden',
    facts: cloudWithImages({ os_hidden: true, architecture: undefined }),
    verdict: 'PASS',
  },
])
