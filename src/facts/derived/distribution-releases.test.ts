import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { DEBIAN_CODENAMES, DEBIAN_STABLE } from './debian-releases.ts'
import { acceptedVersions } from './distribution-releases.ts'
import { UBUNTU_CODENAMES, UBUNTU_LTS } from './ubuntu-releases.ts'

describe('releases that a cloud must have', () => {
  const rows = [
    { day: '2026-04-22', table: UBUNTU_LTS, latest: ['24.04'], previous: ['22.04'] },
    { day: '2026-04-23', table: UBUNTU_LTS, latest: ['26.04', '24.04'], previous: ['24.04', '22.04'] },
    { day: '2026-04-30', table: UBUNTU_LTS, latest: ['26.04', '24.04'], previous: ['24.04', '22.04'] },
    { day: '2026-05-01', table: UBUNTU_LTS, latest: ['26.04'], previous: ['24.04'] },
    { day: '2028-03-31', table: UBUNTU_LTS, latest: ['26.04'], previous: ['24.04'] },
    { day: '2025-08-08', table: DEBIAN_STABLE, latest: ['12'], previous: ['11'] },
    { day: '2025-09-09', table: DEBIAN_STABLE, latest: ['13', '12'], previous: ['12', '11'] },
    { day: '2025-09-10', table: DEBIAN_STABLE, latest: ['13'], previous: ['12'] },
  ]
  for (const { day, table, latest, previous } of rows) {
    test(`${table.distro} on ${day}: ${latest.join(' or ')}, before it ${previous.join(' or ')}`, () => {
      assert.deepEqual(acceptedVersions(table, day), { latest, previous })
    })
  }

  for (const [table, day] of [
    [UBUNTU_LTS, '2028-04-01'],
    [UBUNTU_LTS, '2019-01-01'],
    [DEBIAN_STABLE, '2027-05-01'],
  ] as const) {
    test(`${table.distro} on ${day} is not guessed`, () => assert.equal(acceptedVersions(table, day), undefined))
  }

  test('every release has a codename, in order of its dates', () => {
    for (const [table, codenames] of [
      [UBUNTU_LTS, UBUNTU_CODENAMES],
      [DEBIAN_STABLE, DEBIAN_CODENAMES],
    ] as const) {
      const days = table.releases.flatMap(({ releasedOn, requiredFrom }) => [releasedOn, requiredFrom])
      assert.deepEqual(days, days.toSorted())
      for (const { version } of table.releases) assert.ok(codenames.has(version), version)
    }
  })
})
