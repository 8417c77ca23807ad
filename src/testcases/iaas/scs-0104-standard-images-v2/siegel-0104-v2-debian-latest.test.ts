import { cloudWithImages } from '#facts/openstack/cloud-with-images.ts'
import { judgeTable } from '#testcases/judge-table.ts'
import { testcase } from './siegel-0104-v2-debian-latest.ts'

judgeTable(testcase, [
  {
    name: 'a cloud without images',
    facts: cloudWithImages(),
    at: '2026-11-21T12:00:00Z',
    verdict: 'FAIL',
    about: ['image debian 13'],
  },
  {
    name: 'the latest release',
    facts: cloudWithImages({ os_distro: 'debian', os_version: '13' }),
    at: '2026-11-21T12:00:00Z',
    verdict: 'PASS',
  },
  {
    name: 'a point release, which does not count',
    facts: cloudWithImages({ os_distro: 'debian', os_version: '13.1' }),
    at: '2026-11-21T12:00:00Z',
    verdict: 'FAIL',
    warnsAbout: ['image Ubuntu 24.04'],
  },
  {
    name: 'Ubuntu in the version of Debian',
    facts: cloudWithImages({ os_version: '13' }),
    at: '2026-11-21T12:00:00Z',
    verdict: 'FAIL',
  },
  {
    name: 'the previous release one month after the latest',
    facts: cloudWithImages({ os_distro: 'debian', os_version: '12' }),
    at: '2025-09-09T23:59:59Z',
    verdict: 'PASS',
  },
  {
    name: 'the previous release a day after that',
    facts: cloudWithImages({ os_distro: 'debian', os_version: '12' }),
    at: '2025-09-10T00:00:00Z',
    verdict: 'FAIL',
  },
  {
    name: 'the newest known release after the table of releases ends',
    facts: cloudWithImages({ os_distro: 'debian', os_version: '13' }),
    at: '2027-05-01T00:00:00Z',
    verdict: 'ABORT',
  },
])
