import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { history } from '#evaluation/history.ts'
import { seededRandom } from '#evaluation/seeded-random.fixture.ts'
import type { ParsedReport } from '#report/parse-reports.ts'
import { EXAMPLE_SCOPE_TEXT } from '#scopes/example-scope.ts'
import { parseScope } from '#scopes/parse-scope.ts'
import type { Verdict } from '#vocabulary/verdict.ts'
import type { Database } from './database.ts'
import { describeOnEachOpenDatabase } from './each-database.fixture.ts'
import { forgetReports } from './forget-reports.ts'
import { insertSubmission } from './insert-submission.ts'
import { readHistory } from './read-history.ts'

const AT = new Date('2026-11-21T12:00:00Z')
const DAY = 86_400_000
const scope = parseScope(EXAMPLE_SCOPE_TEXT, { fileName: 'example.yaml' })
const TESTCASES = ['scs-9001-first', 'scs-9001-second', 'scs-9002-images']
const random = seededRandom(20_261_121)

/** One report per day for four years; now and then something fails or cannot be determined. */
const reports = Array.from({ length: 1_460 }, (_, index): ParsedReport => {
  const verdict = (): Verdict => (random() < 0.97 ? 'PASS' : random() < 0.5 ? 'FAIL' : 'ABORT')
  return {
    reportUuid: randomUUID(),
    scopeUuid: scope.uuid,
    subject: 'gx-scs',
    checkedAt: new Date(AT.getTime() - (1_460 - index) * DAY),
    results: TESTCASES.map((testcaseId) => ({ testcaseId, verdict: verdict() })),
    document: { index },
  }
})

async function store(database: Database, some: readonly ParsedReport[]) {
  return insertSubmission(database, {
    body: Buffer.from(some.map(({ reportUuid }) => reportUuid).join()),
    mediaType: 'application/x-signed-yaml',
    signedSha256: some.map(({ reportUuid }) => reportUuid).join(),
    key: { keyType: 'ssh-ed25519', keyBody: 'AAAA' },
    receivedAt: some.at(-1)?.checkedAt ?? AT,
    submittedBy: 'gx-scs',
    reports: some,
  })
}

async function wholeHistory(database: Database, known: 'now' | 'then', from: string) {
  const span = { from: new Date(from), until: AT }
  const results = await readHistory(database, { subject: 'gx-scs', scopeUuid: scope.uuid, known, ...span })
  return history({ scope, defaults: new Map([['scs-9002-images', { lifetime: 'year' }]]), results, ...span })
}

const countReports = async (database: Database) => (await database.selectFrom('report').select('id').execute()).length

describeOnEachOpenDatabase('retention', (open) => {
  test('thins old reports and changes no history, as known now or as it was in the last 18 months', async () => {
    const { database } = open()
    for (let index = 0; index < reports.length; index += 2) await store(database, reports.slice(index, index + 2))
    const before = [
      await wholeHistory(database, 'now', '2022-11-01'),
      await wholeHistory(database, 'then', '2025-05-01'),
    ]
    const options = { at: AT, rules: { keepMonths: 18 }, actor: 'admin' }

    const planned = await forgetReports(database, { ...options, isDryRun: true })
    assert.ok(planned.reports > 200, `${planned.reports} reports`)
    assert.equal(await countReports(database), reports.length)

    const done = await forgetReports(database, { ...options, isDryRun: false })
    assert.deepEqual(done, planned)
    assert.equal(await countReports(database), reports.length - done.reports)
    assert.deepEqual(
      [await wholeHistory(database, 'now', '2022-11-01'), await wholeHistory(database, 'then', '2025-05-01')],
      before,
    )

    const again = await forgetReports(database, { ...options, isDryRun: false })
    assert.equal(again.reports, 0)
    const entries = await database
      .selectFrom('audit')
      .select('about')
      .where('action', '=', 'reports-forgotten')
      .execute()
    assert.deepEqual(
      entries.map(({ about }) => (about as { reports: number }).reports),
      [done.reports, 0],
    )
  })

  test('keeps everything of the last 18 months, and every report that a period rests on with its signed bytes', async () => {
    const { database } = open()
    const kept = new Set((await database.selectFrom('report').select('uuid').execute()).map(({ uuid }) => uuid))
    for (const { reportUuid, checkedAt } of reports) {
      if (checkedAt >= new Date('2025-05-01T00:00:00Z')) assert.ok(kept.has(reportUuid), checkedAt.toISOString())
    }
    const ends = await database.selectFrom('result_run').select(['first_report_uuid', 'last_report_uuid']).execute()
    for (const { first_report_uuid, last_report_uuid } of ends) {
      assert.ok(kept.has(first_report_uuid) && kept.has(last_report_uuid))
    }
    const bodies = await database.selectFrom('submission').select('body').execute()
    const text = bodies.map(({ body }) => Buffer.from(body).toString()).join()
    for (const uuid of kept) assert.ok(text.includes(uuid))
  })

  test('a forgotten report does not come back: the same bytes are known, others under its uuid are refused', async () => {
    const { database } = open()
    const kept = new Set((await database.selectFrom('report').select('uuid').execute()).map(({ uuid }) => uuid))
    const index = reports.findIndex(({ reportUuid }) => !kept.has(reportUuid))
    const pair = reports.slice(index - (index % 2), index - (index % 2) + 2)
    assert.deepEqual([...(await store(database, pair)).values()], ['known', 'known'])
    await assert.rejects(store(database, pair.slice(0, 1)), { code: 'SERVER_REPORT_EXISTS' })
  })
})
