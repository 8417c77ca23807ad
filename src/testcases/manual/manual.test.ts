import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testcase as availabilityZonesCheck } from './availability-zones-check.ts'
import { testcase as domainManagerCheck } from './domain-manager-check.ts'
import { testcase as keyManagerDocsCheck } from './key-manager-docs-check.ts'
import { testcase as nodeDistributionCheck } from './node-distribution-check.ts'

const MANUAL_TESTCASES = {
  'availability-zones-check': availabilityZonesCheck,
  'domain-manager-check': domainManagerCheck,
  'key-manager-docs-check': keyManagerDocsCheck,
  'node-distribution-check': nodeDistributionCheck,
}

for (const [id, testcase] of Object.entries(MANUAL_TESTCASES)) {
  test(`${id} is judged by a person, once a quarter`, () => {
    assert.equal(testcase.id, id)
    assert.equal(testcase.judgedBy, 'person')
    assert.equal(testcase.lifetime, 'quarter')
    assert.equal('judge' in testcase, false)
  })
}
