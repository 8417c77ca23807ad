import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { judgeTable } from '#testcases/judge-table.ts'
import { catalogueOf, seenFrom } from '../example-catalogue.ts'
import { testcase } from './scs-0116-presence.ts'

judgeTable(testcase, [
  {
    name: 'a key manager in the catalogue',
    facts: { serviceCatalogue: catalogueOf('compute', 'key-manager') },
    verdict: 'PASS',
  },
  {
    name: 'no key manager in the catalogue',
    facts: { serviceCatalogue: catalogueOf('compute') },
    verdict: 'FAIL',
    about: ['service key-manager'],
  },
  {
    name: 'a key manager in another region only',
    facts: { serviceCatalogue: seenFrom('RegionTwo', catalogueOf('key-manager')) },
    verdict: 'FAIL',
    about: ['service key-manager'],
  },
])

describe('the key manager as the vectors have it', () => {
  const { vectors } = JSON.parse(readFileSync(new URL('../../../../tests/vectors/iaas.json', import.meta.url), 'utf8'))
  const those = vectors.filter(({ kind }: { kind: string }) => kind === 'key_manager_presence')

  test('all vectors are here', () => assert.equal(those.length, 2))

  for (const { id, input, expected_python: expected } of those) {
    test(id, () => {
      const serviceCatalogue = catalogueOf(...input.catalog_types)
      assert.equal(testcase.judge({ serviceCatalogue } as never, new Date(0)).verdict, expected)
    })
  }
})
