import { cloudWithImages } from '#facts/openstack/cloud-with-images.ts'
import { judgeTable } from '#testcases/judge-table.ts'
import { testcase } from './siegel-0104-v2-debian-previous.ts'

judgeTable(testcase, [
  {
    name: 'a cloud without images',
    facts: cloudWithImages(),
    at: '2026-11-21T12:00:00Z',
    verdict: 'FAIL',
    about: ['image debian 12'],
  },
  {
    name: 'the previous release',
    facts: cloudWithImages({ os_distro: 'debian', os_version: '12' }),
    at: '2026-11-21T12:00:00Z',
    verdict: 'PASS',
  },
  {
    name: 'the latest release only',
    facts: cloudWithImages({ os_distro: 'debian', os_version: '13' }),
    at: '2026-11-21T12:00:00Z',
    verdict: 'FAIL',
  },
  {
    name: 'the previous release after the table of releases ends',
    facts: cloudWithImages({ os_distro: 'debian', os_version: '12' }),
    at: '2027-05-01T00:00:00Z',
    verdict: 'ABORT',
  },
])
