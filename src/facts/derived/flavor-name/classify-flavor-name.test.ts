import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { classifyFlavorName, type Strategy } from './classify-flavor-name.ts'

const NEW = 'SCS-2V-4-20s_ib'
const OLD = 'SCS-2V:4:20s-ib'

describe('who accepts which spelling', () => {
  const rows: readonly [Strategy, string, string][] = [
    ['conformance', NEW, 'accepted as v3'],
    ['conformance', OLD, 'tolerated as v1'],
    ['v3', NEW, 'accepted as v3'],
    ['v3', OLD, 'rejected, understood as v1'],
    ['v2', NEW, 'accepted as v2'],
    ['v2', OLD, 'rejected, understood as v1'],
    ['v1', NEW, 'rejected, understood as v2'],
    ['v1', OLD, 'accepted as v1'],
    ['v2/v1', NEW, 'accepted as v2'],
    ['v2/v1', OLD, 'tolerated as v1'],
    ['v1/v2', NEW, 'tolerated as v2'],
    ['v1/v2', OLD, 'accepted as v1'],
    ['conformance', 'm1.small', 'not-scs'],
    ['v1', 'scs-2V-4', 'not-scs'],
    ['v3', 'SCS-2V', 'rejected'],
  ]
  for (const [strategy, name, expected] of rows) {
    test(`${strategy}: ${name}`, () => {
      const classified = classifyFlavorName(name, strategy)
      const detail =
        classified.status === 'not-scs'
          ? ''
          : classified.status !== 'rejected'
            ? ` as ${classified.syntax}`
            : classified.understoodAs === null
              ? ''
              : `, understood as ${classified.understoodAs}`
      assert.equal(classified.status + detail, expected)
    })
  }
})

test('a name that follows no version is explained by the version that it resembles most', () => {
  const misspelled = classifyFlavorName('SCS-2V:4:20q')
  assert.ok(misspelled.status === 'rejected')
  assert.equal(misspelled.error.syntax, 'v1')
  assert.equal(misspelled.error.position, 11)
})
