import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { judgeTable } from '#testcases/judge-table.ts'
import { catalogueOf, seenFrom } from '../example-catalogue.ts'
import { testcases } from './scs-0123-service.ts'
import { testcase as storageApis } from './scs-0123-storage-apis.ts'

const TYPES = ['compute', 'identity', 'image', 'network', 'load-balancer', 'placement', 'object-store-s3']

for (const [index, type] of TYPES.entries()) {
  const testcase = testcases[index]
  assert.ok(testcase)
  const without = catalogueOf(...TYPES.filter((other) => other !== type))
  const inOtherRegion = seenFrom('RegionTwo', catalogueOf(type))
  judgeTable(testcase, [
    { name: 'a catalogue with everything', facts: { serviceCatalogue: catalogueOf(...TYPES) }, verdict: 'PASS' },
    {
      name: 'a catalogue without the service',
      facts: { serviceCatalogue: without },
      verdict: 'FAIL',
      about: [`service ${type}`],
    },
    {
      name: 'the service in another region only',
      facts: { serviceCatalogue: inOtherRegion },
      verdict: 'FAIL',
      about: [`service ${type}`],
    },
    {
      name: 'the service in another region, where no region is configured',
      facts: { serviceCatalogue: { ...inOtherRegion, region: null } },
      verdict: 'PASS',
    },
    {
      name: 'the service with an internal endpoint only',
      facts: { serviceCatalogue: { ...catalogueOf(type), interface: 'internal' } },
      verdict: 'FAIL',
    },
    {
      name: 'the service registered without any endpoint',
      facts: { serviceCatalogue: { ...without, services: [{ type, name: null, endpoints: [] }] } },
      verdict: 'FAIL',
    },
    { name: 'an empty catalogue', facts: { serviceCatalogue: catalogueOf() }, verdict: 'FAIL' },
  ])
}

test('the family has one testcase for each service, named after it', () => {
  assert.deepEqual(
    testcases.map(({ id }) => id),
    ['compute', 'identity', 'image', 'network', 'load-balancer', 'placement', 's3'].map(
      (name) => `scs-0123-service-${name}`,
    ),
  )
})

describe('presence as the vectors have it', () => {
  const { vectors } = JSON.parse(readFileSync(new URL('../../../../tests/vectors/iaas.json', import.meta.url), 'utf8'))
  const those = vectors.filter(({ kind }: { kind: string }) => kind === 'service_presence')

  test('all vectors are here', () => assert.equal(those.length, 10))

  for (const { id, input, expected_python, expected_standard = expected_python } of those) {
    test(id, () => {
      const byType = testcases[TYPES.indexOf(input.any_of[0])]
      const testcase = input.any_of.includes('block-storage') ? storageApis : byType
      assert.ok(testcase)
      const serviceCatalogue = catalogueOf(...input.catalog_types)
      assert.equal(testcase.judge({ serviceCatalogue } as never, new Date(0)).verdict, expected_standard)
    })
  }
})
