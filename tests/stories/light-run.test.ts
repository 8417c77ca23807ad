import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DEFECTS } from '#clouds/practice/defects.ts'
import { observePracticeCloud } from '../observe-practice-cloud.ts'

const MOST_CALLS = 25

/** What shows to somebody who only reads. Two defects of what can be read matter only to testcases that do more. */
const SEEN_BY_READING = DEFECTS.filter(
  ({ area, name }) => area !== 'life' && name !== 'external-network-missing' && name !== 'default-rules-403',
)

test('a healthy cloud with 60 flavors and 40 images passes everything in at most 25 calls', async () => {
  const { run } = await observePracticeCloud({ flavorCount: 60, imageCount: 40 })
  const others = [...run.judgements].filter(([, { verdict }]) => verdict !== 'PASS')
  assert.deepEqual(others, [])
  assert.ok(run.judgements.size > 80)
  assert.ok(run.callCount <= MOST_CALLS, `${run.callCount} calls`)
})

for (const defect of SEEN_BY_READING.filter(({ area, aborts }) => area !== 'transport' && aborts === null)) {
  test(`a cloud with the defect ${defect.name} fails exactly where it should`, async () => {
    const { run } = await observePracticeCloud({ defects: [defect.name] })
    const verdicts = [...run.judgements].filter(([, { verdict }]) => verdict !== 'PASS')
    const known = defect.breaks.filter((id) => run.judgements.has(id)).toSorted()
    assert.deepEqual(
      verdicts.map(([id]) => id),
      known,
    )
    for (const [id, judgement] of verdicts) assert.equal(judgement.verdict, 'FAIL', id)
  })
}

for (const defect of SEEN_BY_READING.filter(({ aborts }) => aborts !== null)) {
  test(`a cloud with the defect ${defect.name} leaves testcases unfinished, of class ${defect.aborts}`, async () => {
    // A call's limit includes its repetitions, so only what is meant to run into it gets a short one.
    const callLimitMs = defect.aborts === 'time-out' ? 400 : 20_000
    const { run } = await observePracticeCloud({ defects: [defect.name] }, { callLimitMs })
    const classes = new Set(
      [...run.judgements.values()].flatMap((one) => (one.verdict === 'ABORT' ? [one.reason.class] : [])),
    )
    assert.deepEqual([...classes], [defect.aborts])
    const failed = [...run.judgements].filter(([, { verdict }]) => verdict === 'FAIL').map(([id]) => id)
    assert.deepEqual(failed, defect.breaks.toSorted())
  })
}

for (const defect of SEEN_BY_READING.filter(({ area, aborts }) => area === 'transport' && aborts === null)) {
  test(`a cloud with the defect ${defect.name} is observed all the same`, async () => {
    const { run, cloud } = await observePracticeCloud({ defects: [defect.name] })
    const others = [...run.judgements].filter(([, { verdict }]) => verdict !== 'PASS').map(([id]) => id)
    assert.deepEqual(others, defect.breaks.toSorted())
    assertNoTokenLeft(cloud)
  })
}

test('the token never reaches a host that a next link names', async () => {
  const hostile = DEFECTS.filter(({ name }) => name.startsWith('hostile-next-link'))
  assert.ok(hostile.length > 0)
  for (const { name } of hostile) {
    const { cloud } = await observePracticeCloud({ defects: [name] }, { callLimitMs: 1_000 })
    assertNoTokenLeft(cloud)
  }
})

function assertNoTokenLeft(cloud: {
  calls: readonly { host: string; sentToken: boolean }[]
  foreignUrl: string
}): void {
  const foreign = new URL(cloud.foreignUrl).host
  assert.deepEqual(
    cloud.calls.filter(({ host, sentToken }) => host === foreign && sentToken),
    [],
  )
}
