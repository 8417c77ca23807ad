import assert from 'node:assert/strict'
import { test } from 'node:test'
import { attributeSeededChanges } from '../seeded-changes.ts'

/** The full count is in prove/replay.ts. */
const COUNT = Number(process.env.SIEGEL_SEEDED_CHANGES ?? 30)

test('one seeded change of cloud, suite, scope, clock or transport is attributed to just that', async () => {
  let changed = 0
  for await (const { kind, change, changed: some, wrong, unnamed } of attributeSeededChanges(COUNT, 20_261_121)) {
    changed += some
    assert.deepEqual(wrong, [], `${kind}: ${change}`)
    assert.deepEqual(unnamed, [], `${kind}: ${change}`)
  }
  assert.ok(changed >= COUNT, `${changed} verdicts changed`)
})
