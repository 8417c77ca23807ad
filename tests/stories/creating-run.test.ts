import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DEFECTS } from '#clouds/practice/defects.ts'
import { observeCreatingRun } from '../observe-creating-run.ts'

/** What stays where the cloud itself cannot delete. */
const KEEPS_OBJECTS = /stuck|error-deleting|delete-ignored|service-disabled/

test('a healthy cloud passes everything that creates something, and has afterwards what it had before', async () => {
  const { missing, remaining, run } = await observeCreatingRun({})
  const others = [...run.judgements].filter(([, { verdict }]) => verdict !== 'PASS')
  assert.deepEqual(others, [])
  assert.deepEqual(
    [...run.judgements.keys()].filter((id) => /0101|0115|0116-p|0117|0126-rbac|0302/.test(id)).length,
    11,
  )
  assert.deepEqual([remaining, missing, run.cleanUp?.leftovers], [[], [], []])
})

test('a run against a healthy cloud needs nearly all single calls of its budget, and hardly any other', async () => {
  const { budget, run } = await observeCreatingRun({}, { sections: ['light', 'medium', 'heavy'] })
  const { creates, byPurpose, calls } = budget
  // Removing an object is a deletion and a few looks whether it is gone; it is not in the budget.
  const removal = 6 * [...creates.values()].reduce((total, count) => total + count, 0)
  assert.ok(run.callCount <= byPurpose.single + byPurpose.looks + removal, `${run.callCount} calls`)
  assert.ok(run.callCount >= byPurpose.single * 0.8, `${run.callCount} of ${byPurpose.single}`)
  assert.ok(calls < 1_000, `${calls} calls announced`)
})

for (const defect of DEFECTS.filter(({ area }) => area === 'life')) {
  test(`a cloud with the defect ${defect.name} is judged as it should be, and cleaned as far as it lets itself be`, async () => {
    const { missing, remaining, run } = await observeCreatingRun({ defects: [defect.name] })
    const failed = [...run.judgements].filter(([, { verdict }]) => verdict === 'FAIL').map(([id]) => id)
    const expected = defect.breaks.filter((id) => run.judgements.has(id))
    assert.deepEqual(failed, expected.toSorted())
    const classes = [...run.judgements.values()].flatMap((one) => (one.verdict === 'ABORT' ? [one.reason.class] : []))
    assert.deepEqual([...new Set(classes)], defect.aborts === null || classes.length === 0 ? [] : [defect.aborts])
    assert.deepEqual(missing, [])
    if (!KEEPS_OBJECTS.test(defect.name)) assert.deepEqual([remaining, run.cleanUp?.leftovers], [[], []])
    // What is left is known: nothing stays that was not told. Ports go with what they belong to.
    const told = new Set(run.cleanUp?.leftovers.map(({ name }) => name))
    assert.deepEqual(
      remaining.filter(({ kind, name }) => kind !== 'port' && !told.has(name ?? '')),
      [],
    )
  })
}
