import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import type { Verdict } from '#vocabulary/verdict.ts'
import { readCurrentResults } from './current-results.ts'
import type { Database } from './database.ts'
import { describeOnEachOpenDatabase } from './each-database.fixture.ts'
import { findStateDifferences } from './find-state-differences.ts'
import { insertSubmission } from './insert-submission.ts'

const SCOPE = '50393e6f-2ae1-4c5c-a62c-3b75f2abef3f'
const at = (time: string) => new Date(`2026-11-21T${time}:00Z`)

async function store(database: Database, subject: string, time: string, verdicts: Record<string, Verdict>) {
  const reportUuid = randomUUID()
  await insertSubmission(database, {
    body: Buffer.from('x'),
    mediaType: 'application/x-signed-yaml',
    signedSha256: reportUuid,
    key: { keyType: 'ssh-ed25519', keyBody: 'AAAA' },
    receivedAt: at(time),
    submittedBy: subject,
    reports: [
      {
        reportUuid,
        scopeUuid: SCOPE,
        subject,
        checkedAt: at(time),
        results: Object.entries(verdicts).map(([testcaseId, verdict]) => ({ testcaseId, verdict })),
        document: {},
      },
    ],
  })
}

/** The results of a subject as `testcase verdict hour:minute`. */
async function current(database: Database, subject: string, time: string): Promise<string[]> {
  const results = await readCurrentResults(database, { subjects: [subject], scopeUuid: SCOPE, at: at(time) })
  return (results.get(subject)?.get(SCOPE) ?? [])
    .map(({ testcaseId, verdict, checkedAt }) => `${testcaseId} ${verdict} ${checkedAt.toISOString().slice(11, 16)}`)
    .toSorted()
}

interface Row {
  readonly title: string
  /** In the order of arrival. */
  readonly reports: readonly (readonly [time: string, verdicts: Record<string, Verdict>])[]
  readonly asked: string
  readonly expected: readonly string[]
}

const TABLE: readonly Row[] = [
  {
    title: 'the newest result counts',
    reports: [
      ['01:00', { a: 'PASS' }],
      ['02:00', { a: 'FAIL' }],
    ],
    asked: '12:00',
    expected: ['a FAIL 02:00'],
  },
  {
    title: 'an older report that arrives later changes nothing',
    reports: [
      ['02:00', { a: 'FAIL' }],
      ['01:00', { a: 'PASS', b: 'PASS' }],
    ],
    asked: '12:00',
    expected: ['a FAIL 02:00', 'b PASS 01:00'],
  },
  {
    title: 'an ABORT keeps the last certain result beside it',
    reports: [
      ['01:00', { a: 'PASS' }],
      ['02:00', { a: 'ABORT' }],
      ['03:00', { a: 'ABORT' }],
    ],
    asked: '12:00',
    expected: ['a ABORT 03:00', 'a PASS 01:00'],
  },
  {
    title: 'of two results of the same instant the weightier counts',
    reports: [
      ['01:00', { a: 'FAIL', b: 'PASS' }],
      ['01:00', { a: 'PASS', b: 'ABORT' }],
    ],
    asked: '12:00',
    expected: ['a FAIL 01:00', 'b ABORT 01:00', 'b PASS 01:00'],
  },
  {
    title: 'a result from a clock that runs ahead does not hide the one before it',
    reports: [
      ['01:00', { a: 'PASS' }],
      ['02:00', { a: 'ABORT' }],
      ['03:00', { a: 'FAIL' }],
    ],
    asked: '02:30',
    expected: ['a ABORT 02:00', 'a FAIL 03:00', 'a PASS 01:00'],
  },
]

describeOnEachOpenDatabase('current results', (open) => {
  for (const [index, { title, reports, asked, expected }] of TABLE.entries()) {
    test(title, async () => {
      const subject = `cloud-${index}`
      for (const [time, verdicts] of reports) await store(open().database, subject, time, verdicts)
      assert.deepEqual(await current(open().database, subject, asked), expected)
    })
  }

  test('a report with 450 results that comes late splits the run of each', async () => {
    const { database } = open()
    const all = (verdict: Verdict) =>
      Object.fromEntries(Array.from({ length: 450 }, (_, index) => [`t${index}`, verdict]))
    await store(database, 'late', '01:00', all('PASS'))
    await store(database, 'late', '03:00', all('PASS'))
    await store(database, 'late', '02:00', all('FAIL'))
    const split = await database.selectFrom('result_run').select('testcase_id').where('subject', '=', 'late').execute()
    assert.equal(split.length, 2 * 450)
    assert.deepEqual(await findStateDifferences(database), [])
  })

  test('a subject without reports has no results', async () => {
    assert.deepEqual(await current(open().database, 'nobody', '12:00'), [])
  })
})
