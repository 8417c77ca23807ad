import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { seededRandom } from '#evaluation/seeded-random.fixture.ts'
import type { ParsedReport } from '#report/parse-reports.ts'
import type { Verdict } from '#vocabulary/verdict.ts'
import { createInbox } from '../ingest/inbox.ts'
import { describeOnEachOpenDatabase } from './each-database.fixture.ts'
import { findStateDifferences } from './find-state-differences.ts'
import { insertSubmission } from './insert-submission.ts'

const SEQUENCES = 60
const SCOPE = '50393e6f-2ae1-4c5c-a62c-3b75f2abef3f'
const START = Date.parse('2026-06-01T00:00:00Z')
const VERDICTS: readonly Verdict[] = ['PASS', 'PASS', 'PASS', 'FAIL', 'ABORT']

/** Whole numbers from 0 to below the given one. */
function randomNumbers(seed: number): (below: number) => number {
  const random = seededRandom(seed)
  return (below) => Math.floor(random() * below)
}

function randomReport(subject: string, random: (below: number) => number, slots: number, hours: number): ParsedReport {
  const results = ['a', 'b', 'c']
    .filter(() => random(4) > 0)
    .map((testcaseId) => ({ testcaseId, verdict: VERDICTS[random(VERDICTS.length)] ?? 'PASS' }))
  const checkedAt = new Date(START + random(slots) * hours * 3_600_000)
  return { reportUuid: randomUUID(), scopeUuid: SCOPE, subject, checkedAt, results, document: {} }
}

const submission = (reports: readonly ParsedReport[]) => ({
  body: Buffer.from('x'),
  mediaType: 'application/x-signed-yaml',
  signedSha256: randomUUID(),
  key: { keyType: 'ssh-ed25519', keyBody: 'AAAA' },
  receivedAt: new Date('2026-11-21T00:00:00Z'),
  submittedBy: 'tester',
  reports,
})

describeOnEachOpenDatabase('the state that is kept up to date on write', (open) => {
  test(`equals one computed from all results after each of ${SEQUENCES} sequences with late arrivals and ties`, async () => {
    for (let seed = 0; seed < SEQUENCES; seed += 1) {
      const random = randomNumbers(seed)
      const hours = [1, 12, 24, 30][random(4)] ?? 1
      const count = 3 + random(12)
      for (let index = 0; index < count; index += 1) {
        const reports = Array.from({ length: 1 + random(2) }, () => randomReport(`cloud-${seed}`, random, count, hours))
        await insertSubmission(open().database, submission(reports))
      }
      if (seed % 10 === 9) assert.deepEqual(await findStateDifferences(open().database), [], `seed ${seed}`)
    }
    assert.deepEqual(await findStateDifferences(open().database), [])
  })

  test('is right as well when submissions about one subject arrive at once', async () => {
    const random = randomNumbers(4711)
    const reports = Array.from({ length: 60 }, () => randomReport('busy-cloud', random, 20, 9))
    await Promise.all(reports.map((report) => insertSubmission(open().database, submission([report]))))
    assert.deepEqual(await findStateDifferences(open().database), [])
  })

  test('is right as well when submissions are stored together', async () => {
    const random = randomNumbers(815)
    const inbox = createInbox(open().database)
    const arrivals = Array.from({ length: 150 }, () =>
      Array.from({ length: 1 + random(3) }, () => randomReport(`crowd-${random(4)}`, random, 20, 9)),
    )
    const outcomes = await Promise.all(arrivals.map((reports) => inbox.store({ submission: submission(reports) })))
    for (const [index, reports] of arrivals.entries()) {
      assert.deepEqual(
        [...(outcomes[index] ?? [])],
        reports.map(({ reportUuid }) => [reportUuid, 'stored']),
      )
    }
    assert.deepEqual(await findStateDifferences(open().database), [])
  })

  test('a difference would be noticed', async () => {
    const { database } = open()
    await database.updateTable('current_result').set({ verdict: 'ABORT' }).where('testcase_id', '=', 'a').execute()
    assert.notDeepEqual(await findStateDifferences(database), [])
  })
})
