import { cloudWithImages } from '#facts/openstack/cloud-with-images.ts'
import { judgeTable } from '#testcases/judge-table.ts'
import { testcase } from './scs-0102-prop-replace_frequency.ts'

judgeTable(testcase, [
  { name: 'a cloud without images', facts: cloudWithImages(), verdict: 'PASS', warnsAbout: [] },
  {
    name: 'an image without replace_frequency',
    facts: cloudWithImages({ replace_frequency: undefined }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an image whose replace_frequency is null',
    facts: cloudWithImages({ replace_frequency: null }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an image whose replace_frequency is empty',
    facts: cloudWithImages({ replace_frequency: '' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an image whose replace_frequency is blank',
    facts: cloudWithImages({ replace_frequency: '  ' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an image whose replace_frequency is a list',
    facts: cloudWithImages({ replace_frequency: ['x86_64'] }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an image that is replaced: yearly',
    facts: cloudWithImages({ replace_frequency: 'yearly' }),
    verdict: 'PASS',
    warnsAbout: [],
  },
  {
    name: 'an image that is replaced: quarterly',
    facts: cloudWithImages({ replace_frequency: 'quarterly' }),
    verdict: 'PASS',
    warnsAbout: [],
  },
  {
    name: 'an image that is replaced: monthly',
    facts: cloudWithImages({ replace_frequency: 'monthly' }),
    verdict: 'PASS',
    warnsAbout: [],
  },
  {
    name: 'an image that is replaced: weekly',
    facts: cloudWithImages({ replace_frequency: 'weekly' }),
    verdict: 'PASS',
    warnsAbout: [],
  },
  {
    name: 'an image that is replaced: daily',
    facts: cloudWithImages({ replace_frequency: 'daily' }),
    verdict: 'PASS',
    warnsAbout: [],
  },
  {
    name: 'an image that is replaced: critical_bug',
    facts: cloudWithImages({ replace_frequency: 'critical_bug' }),
    verdict: 'PASS',
    warnsAbout: [],
  },
  {
    name: 'an image that is replaced: never',
    facts: cloudWithImages({ replace_frequency: 'never' }),
    verdict: 'PASS',
    warnsAbout: [],
  },
  {
    name: 'a frequency with a capital',
    facts: cloudWithImages({ replace_frequency: 'Monthly' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'a frequency that the standard does not have',
    facts: cloudWithImages({ replace_frequency: 'biweekly' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'a good and a bad image',
    facts: cloudWithImages({}, { name: 'Bad', replace_frequency: undefined }),
    verdict: 'FAIL',
    about: ['image Bad'],
  },
  {
    name: 'a bad community image of another project',
    facts: cloudWithImages({ visibility: 'community', replace_frequency: undefined }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
    warnsAbout: ['image Ubuntu 24.04'],
  },
  {
    name: 'a bad image that is hidden',
    facts: cloudWithImages({ os_hidden: true, replace_frequency: undefined }),
    verdict: 'PASS',
  },
])
