import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Verdict } from '#vocabulary/verdict.ts'
import { compareRuns, comparisonExitCode } from './compare-runs.ts'
import type { LostRun, RunDocument, RunResult } from './run-document.ts'

function result(id: string, verdict: Verdict, decides = true): RunResult {
  const fields = { id, title: id, requirement: 'https://example.org', remedy: 'Mend it.', decides }
  if (verdict === 'ABORT') return { ...fields, verdict, reason: { class: 'unreachable', detail: 'Nobody there.' } }
  if (verdict === 'PASS') return { ...fields, verdict, examined: 1, warnings: [] }
  return { ...fields, verdict, examined: 1, findings: [], warnings: [] }
}

function run(results: readonly RunResult[], subject = 'gx-scs'): RunDocument {
  return {
    format: 1,
    subject,
    scope: { uuid: 'u', name: 'SCS-compatible IaaS', slug: 'scs-compatible-iaas' },
    checkedAt: '2026-11-21T07:00:00.000Z',
    finishedAt: '2026-11-21T07:00:01.000Z',
    callCount: 1,
    versions: [],
    testcases: [...results],
    notInThisRelease: [],
    judgedByPerson: [],
  }
}

const LOST: LostRun = {
  format: 1,
  subject: 'gx-scs',
  startedAt: '2026-11-21T07:00:00.000Z',
  lost: { kind: 'crashed', detail: 'It was ended by SIGKILL.' },
}

describe('a run measured by an earlier one', () => {
  for (const { sentence, before, now, exitCode } of [
    {
      sentence: 'that passes as before is fine',
      before: run([result('a', 'PASS')]),
      now: run([result('a', 'PASS')]),
      exitCode: 0,
    },
    {
      sentence: 'that fails as before is fine',
      before: run([result('a', 'FAIL')]),
      now: run([result('a', 'FAIL')]),
      exitCode: 0,
    },
    {
      sentence: 'that is mended is fine',
      before: run([result('a', 'FAIL')]),
      now: run([result('a', 'PASS')]),
      exitCode: 0,
    },
    {
      sentence: 'that fails where it passed is worse',
      before: run([result('a', 'PASS')]),
      now: run([result('a', 'FAIL')]),
      exitCode: 1,
    },
    {
      sentence: 'that fails where nothing was known is worse',
      before: run([result('a', 'ABORT')]),
      now: run([result('a', 'FAIL')]),
      exitCode: 1,
    },
    {
      sentence: 'that fails in a new testcase is worse',
      before: run([]),
      now: run([result('a', 'FAIL')]),
      exitCode: 1,
    },
    {
      sentence: 'that fails newly in what does not count is fine',
      before: run([result('a', 'PASS', false)]),
      now: run([result('a', 'FAIL', false)]),
      exitCode: 0,
    },
    {
      sentence: 'that could not be finished where it passed is unclear',
      before: run([result('a', 'PASS')]),
      now: run([result('a', 'ABORT')]),
      exitCode: 2,
    },
    {
      sentence: 'that could not be finished where it failed is no news',
      before: run([result('a', 'FAIL')]),
      now: run([result('a', 'ABORT')]),
      exitCode: 0,
    },
    { sentence: 'that was lost is unclear', before: run([result('a', 'PASS')]), now: LOST, exitCode: 2 },
    { sentence: 'of another subject is unclear', before: run([], 'other'), now: run([]), exitCode: 2 },
    {
      sentence: 'without a testcase that was there is unclear',
      before: run([result('a', 'PASS')]),
      now: run([]),
      exitCode: 2,
    },
    {
      sentence: 'after a lost one is judged as if it were the first',
      before: LOST,
      now: run([result('a', 'FAIL')]),
      exitCode: 1,
    },
  ]) {
    test(sentence, () => {
      assert.equal(comparisonExitCode(compareRuns([before], [now])), exitCode)
    })
  }

  test('names what changed, for each subject by itself', () => {
    const before = [run([result('a', 'FAIL'), result('b', 'PASS')], 'one'), run([result('a', 'PASS')], 'two')]
    const now = [run([result('a', 'FAIL'), result('b', 'FAIL')], 'one'), run([result('a', 'FAIL')], 'two')]
    const { newFailures, oldFailures } = compareRuns(before, now)
    assert.deepEqual(
      newFailures.map(({ subject, id }) => `${subject} ${id}`),
      ['one b', 'two a'],
    )
    assert.deepEqual(
      oldFailures.map(({ subject, id }) => `${subject} ${id}`),
      ['one a'],
    )
  })
})
