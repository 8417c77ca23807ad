import { cloudWithImages } from '#facts/openstack/cloud-with-images.ts'
import { judgeTable } from '#testcases/judge-table.ts'
import { testcase } from './siegel-0104-v2-ubuntu-latest.ts'

judgeTable(testcase, [
  {
    name: 'a cloud without images',
    facts: cloudWithImages(),
    at: '2026-11-21T12:00:00Z',
    verdict: 'FAIL',
    about: ['image ubuntu 26.04'],
  },
  {
    name: 'the latest release',
    facts: cloudWithImages({ os_version: '26.04' }),
    at: '2026-11-21T12:00:00Z',
    verdict: 'PASS',
    warnsAbout: [],
  },
  {
    name: 'the latest release for ARM only',
    facts: cloudWithImages({ os_version: '26.04', architecture: 'aarch64' }),
    at: '2026-11-21T12:00:00Z',
    verdict: 'PASS',
  },
  {
    name: 'the latest release for mainframes only',
    facts: cloudWithImages({ os_version: '26.04', architecture: 's390x' }),
    at: '2026-11-21T12:00:00Z',
    verdict: 'FAIL',
  },
  {
    name: 'the previous release only',
    facts: cloudWithImages({ os_version: '24.04' }),
    at: '2026-11-21T12:00:00Z',
    verdict: 'FAIL',
    about: ['image ubuntu 26.04'],
  },
  {
    name: 'an interim release',
    facts: cloudWithImages({ os_version: '26.10' }),
    at: '2026-11-21T12:00:00Z',
    verdict: 'FAIL',
  },
  {
    name: 'a point release, which does not count',
    facts: cloudWithImages({ os_version: '26.04.1' }),
    at: '2026-11-21T12:00:00Z',
    verdict: 'FAIL',
    about: ['image ubuntu 26.04'],
    warnsAbout: ['image Ubuntu 24.04'],
  },
  {
    name: 'the latest release, but minimal',
    facts: cloudWithImages({ os_version: '26.04', os_purpose: 'minimal' }),
    at: '2026-11-21T12:00:00Z',
    verdict: 'FAIL',
  },
  {
    name: 'the latest release, but hidden',
    facts: cloudWithImages({ os_version: '26.04', os_hidden: true }),
    at: '2026-11-21T12:00:00Z',
    verdict: 'FAIL',
  },
  {
    name: 'the latest release, but deactivated',
    facts: cloudWithImages({ os_version: '26.04', status: 'deactivated' }),
    at: '2026-11-21T12:00:00Z',
    verdict: 'FAIL',
  },
  {
    name: 'the latest release as a community image',
    facts: cloudWithImages({ os_version: '26.04', visibility: 'community' }),
    at: '2026-11-21T12:00:00Z',
    verdict: 'PASS',
  },
  {
    name: 'the previous release on the last day that allows it',
    facts: cloudWithImages({ os_version: '24.04' }),
    at: '2026-04-30T23:59:59Z',
    verdict: 'PASS',
  },
  {
    name: 'the previous release one instant later',
    facts: cloudWithImages({ os_version: '24.04' }),
    at: '2026-05-01T00:00:00Z',
    verdict: 'FAIL',
  },
  {
    name: 'an image of the next release before it is released',
    facts: cloudWithImages({ os_version: '26.04' }),
    at: '2026-04-22T12:00:00Z',
    verdict: 'FAIL',
  },
  {
    name: 'the newest known release after the table of releases ends',
    facts: cloudWithImages({ os_version: '26.04' }),
    at: '2028-04-01T00:00:00Z',
    verdict: 'ABORT',
  },
  {
    name: 'no image after the table of releases ends',
    facts: cloudWithImages(),
    at: '2030-01-01T00:00:00Z',
    verdict: 'ABORT',
  },
])
