import { cloudWithImages } from '#facts/openstack/cloud-with-images.ts'
import { judgeTable } from '#testcases/judge-table.ts'
import { testcase } from './siegel-0104-v2-ubuntu-previous.ts'

judgeTable(testcase, [
  {
    name: 'a cloud without images',
    facts: cloudWithImages(),
    at: '2026-11-21T12:00:00Z',
    verdict: 'FAIL',
    about: ['image ubuntu 24.04'],
  },
  {
    name: 'the previous release',
    facts: cloudWithImages({ os_version: '24.04' }),
    at: '2026-11-21T12:00:00Z',
    verdict: 'PASS',
  },
  {
    name: 'the latest release only',
    facts: cloudWithImages({ os_version: '26.04' }),
    at: '2026-11-21T12:00:00Z',
    verdict: 'FAIL',
  },
  {
    name: 'the release before the previous one',
    facts: cloudWithImages({ os_version: '22.04' }),
    at: '2026-11-21T12:00:00Z',
    verdict: 'FAIL',
  },
  {
    name: 'the release before the previous one while the latest is new',
    facts: cloudWithImages({ os_version: '22.04' }),
    at: '2026-04-25T12:00:00Z',
    verdict: 'PASS',
  },
  {
    name: 'the previous release while the latest is new',
    facts: cloudWithImages({ os_version: '24.04' }),
    at: '2026-04-25T12:00:00Z',
    verdict: 'PASS',
  },
  {
    name: 'no image while the latest is new',
    facts: cloudWithImages(),
    at: '2026-04-25T12:00:00Z',
    verdict: 'FAIL',
    about: ['image ubuntu 24.04|22.04'],
  },
  {
    name: 'the previous release after the table of releases ends',
    facts: cloudWithImages({ os_version: '24.04' }),
    at: '2028-04-01T00:00:00Z',
    verdict: 'ABORT',
  },
])
