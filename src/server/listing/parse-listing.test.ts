import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { knownScopes } from '../known-scopes.ts'
import { readBundledScopes } from '../read-bundled-scopes.ts'
import { parseListing } from './parse-listing.ts'

const SCOPES = knownScopes(readBundledScopes())

describe('the listing file', () => {
  test('an entry says who runs the cloud, where, and what it is listed as', () => {
    const { entries, isConfigured } = parseListing(
      `
listing:
  - subject: gx-scs
    name: Gaia-X SCS
    operator: plusserver
    jurisdiction: DE
    regions: [prod1, prod2]
    health_monitor: https://health.example/
    listed:
      - {scope: scs-compatible-iaas, as: certified, since: 2025-03-01}
  - group: poc
    listed: [{scope: 1fffebe6-fd4b-44d3-a36c-fc58b4bb0180, as: voluntary}]
`,
      'listing.yaml',
      SCOPES,
    )
    assert.equal(isConfigured, true)
    assert.equal(entries[0]?.operator, 'plusserver')
    assert.deepEqual(entries[0]?.regions, ['prod1', 'prod2'])
    assert.deepEqual(entries[0]?.listed.get('scs-compatible-iaas'), { as: 'certified', since: '2025-03-01' })
    assert.deepEqual([...(entries[1]?.listed ?? [])], [['scs-compatible-kaas', { as: 'voluntary', since: undefined }]])
  })

  const rows: readonly (readonly [title: string, text: string, expected: RegExp])[] = [
    ['a key that does not exist', 'listing:\n  - subject: a\n    operater: x\n', /l\.yaml:3:\d+: listing\.0\.operater/],
    ['neither subject nor group', 'listing:\n  - name: x\n', /l\.yaml:2:5: listing\.0: needs either/],
    ['both subject and group', 'listing:\n  - {subject: a, group: b}\n', /needs either/],
    ['a subject twice', 'listing:\n  - subject: a\n  - subject: a\n', /l\.yaml:3:5: listing\.1: a is there twice/],
    [
      'a scope that does not exist',
      'listing:\n  - subject: a\n    listed:\n      - {scope: nothing, as: certified}\n',
      /l\.yaml:4:\d+: .*there is no scope nothing/,
    ],
    [
      'a day that does not exist',
      'listing:\n  - subject: a\n    listed:\n      - {scope: scs-compatible-iaas, as: voluntary, since: 2026-02-30}\n',
      /must be a day/,
    ],
    ['an address that is no web page', 'listing:\n  - {subject: a, website: "javascript:alert(1)"}\n', /must be a URL/],
    ['a country in words', 'listing:\n  - {subject: a, jurisdiction: Germany}\n', /two capital letters/],
    ['no list at all', '[]', /l\.yaml:1:1/],
    ['no YAML', 'listing: [', /l\.yaml:1/],
  ]
  for (const [title, text, expected] of rows) {
    test(`${title} is refused with its place`, () => {
      assert.throws(() => parseListing(text, 'l.yaml', SCOPES), { code: 'SERVER_LISTING_INVALID', message: expected })
    })
  }
})
