import { cloudWithImages } from '#facts/openstack/cloud-with-images.ts'
import { judgeTable } from '#testcases/judge-table.ts'
import { testcase } from './scs-0102-prop-hotfix_hours.ts'

judgeTable(testcase, [
  { name: 'a cloud without images', facts: cloudWithImages(), verdict: 'PASS', warnsAbout: [] },
  { name: 'no promise', facts: cloudWithImages({ hotfix_hours: undefined }), verdict: 'PASS', warnsAbout: [] },
  { name: 'an empty promise', facts: cloudWithImages({ hotfix_hours: '' }), verdict: 'PASS', warnsAbout: [] },
  { name: 'best effort', facts: cloudWithImages({ hotfix_hours: '0' }), verdict: 'PASS', warnsAbout: [] },
  { name: 'two days', facts: cloudWithImages({ hotfix_hours: '48' }), verdict: 'PASS', warnsAbout: [] },
  {
    name: 'two days with zeros before them',
    facts: cloudWithImages({ hotfix_hours: '0048' }),
    verdict: 'PASS',
    warnsAbout: [],
  },
  {
    name: 'a negative number',
    facts: cloudWithImages({ hotfix_hours: '-1' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  { name: 'a unit', facts: cloudWithImages({ hotfix_hours: '48h' }), verdict: 'FAIL', about: ['image Ubuntu 24.04'] },
  {
    name: 'a fraction',
    facts: cloudWithImages({ hotfix_hours: '1.5' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'a number instead of a text',
    facts: cloudWithImages({ hotfix_hours: 48 }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'a good and a bad image',
    facts: cloudWithImages({}, { name: 'Bad', hotfix_hours: '-1' }),
    verdict: 'FAIL',
    about: ['image Bad'],
  },
  {
    name: 'a bad community image of another project',
    facts: cloudWithImages({ visibility: 'community', hotfix_hours: '-1' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
    warnsAbout: ['image Ubuntu 24.04'],
  },
  {
    name: 'a bad image that is hidden',
    facts: cloudWithImages({ os_hidden: true, hotfix_hours: '-1' }),
    verdict: 'PASS',
  },
])
