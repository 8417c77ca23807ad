import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import type { DatedResult } from '#evaluation/compliance.ts'
import { evaluate } from '#evaluation/evaluate.ts'
import { pick, seededRandom } from '#evaluation/seeded-random.fixture.ts'
import type { ParsedReport } from '#report/parse-reports.ts'
import { EXAMPLE_SCOPE_TEXT } from '#scopes/example-scope.ts'
import { parseScope } from '#scopes/parse-scope.ts'
import { VERDICTS } from '#vocabulary/verdict.ts'
import type { Database } from './database.ts'
import { describeOnEachOpenDatabase } from './each-database.fixture.ts'
import { forgetReports } from './forget-reports.ts'
import { insertSubmission } from './insert-submission.ts'
import { readResultsAt } from './read-results-at.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const START = Date.parse('2025-06-01T00:00:00Z')
const scope = parseScope(EXAMPLE_SCOPE_TEXT, { fileName: 'example.yaml' })
const TESTCASES = ['scs-9001-first', 'scs-9001-second', 'scs-9002-images'] as const
const DEFAULTS = new Map([
  ['scs-9001-first', { lifetime: 'day' as const }],
  ['scs-9002-images', { lifetime: 'year' as const }],
])

interface Stored extends ParsedReport {
  readonly receivedAt: Date
}

async function store(database: Database, stored: readonly Stored[]): Promise<void> {
  const last = stored.at(-1)
  if (!last) return
  await insertSubmission(database, {
    body: Buffer.from(last.reportUuid),
    mediaType: 'application/x-signed-yaml',
    signedSha256: last.reportUuid,
    key: { keyType: 'ssh-ed25519', keyBody: 'AAAA' },
    receivedAt: last.receivedAt,
    submittedBy: last.subject,
    reports: stored,
  })
}

/** What the pages say about a subject, in short. */
function summary(results: readonly DatedResult[], at: Date): string[] {
  return evaluate({ scope, defaults: DEFAULTS, results, at }).testcases.map(
    ({ testcaseId, standing, result, lastDecisive }) =>
      `${testcaseId} ${standing} ${result?.reportUuid ?? '-'} ${lastDecisive?.verdict ?? '-'} ${lastDecisive?.reportUuid ?? '-'}`,
  )
}

describeOnEachOpenDatabase('results at an earlier instant', (open) => {
  test('give the same evaluation as all results that were there, whatever is taken as known', async () => {
    const random = seededRandom(941)
    const subjects = ['north', 'south', 'late'] as const
    const stored = Array.from({ length: 240 }, (_, index): Stored => {
      const subject = pick(random, subjects)
      // Of two results of one instant, the history knows the weightier only.
      const checkedAt = new Date(START + Math.floor(random() * 60) * 12 * HOUR + index)
      const delay = subject === 'late' ? 40 * DAY : random() < 0.8 ? 0 : Math.floor(random() * 20) * DAY
      return {
        reportUuid: randomUUID(),
        scopeUuid: scope.uuid,
        subject,
        checkedAt,
        receivedAt: new Date(checkedAt.getTime() + delay),
        results: TESTCASES.filter(() => random() < 0.7).map((testcaseId) => ({
          testcaseId,
          verdict: random() < 0.5 ? 'PASS' : pick(random, VERDICTS),
        })),
        document: {},
      }
    })
    for (const report of stored) await store(open().database, [report])
    const reference = (subject: string, at: Date, known: Date | undefined) =>
      stored
        .filter((one) => one.subject === subject && one.checkedAt <= at && (!known || one.receivedAt <= known))
        .flatMap(({ results, checkedAt, reportUuid }) =>
          results.map(({ testcaseId, verdict }) => ({ testcaseId, verdict, checkedAt, reportUuid })),
        )
    for (let round = 0; round < 60; round += 1) {
      const at = new Date(START - 2 * DAY + Math.floor(random() * 90 * 24) * HOUR)
      const known = pick(random, [undefined, at, new Date(START + Math.floor(random() * 90) * DAY)])
      const found = await readResultsAt(open().database, { at, ...(known && { known }) })
      for (const subject of subjects) {
        const context = `${subject} at ${at.toISOString()}, known ${known?.toISOString() ?? 'now'}`
        const own = found.get(subject)?.get(scope.uuid) ?? []
        assert.deepEqual(summary(own, at), summary(reference(subject, at, known), at), context)
      }
      const [subject] = subjects
      const limited = await readResultsAt(open().database, {
        at,
        subjects: [subject, 'nobody'],
        scopeUuid: scope.uuid,
        ...(known && { known }),
      })
      const [own = [], all = []] = [limited, found].map((results) => results.get(subject)?.get(scope.uuid))
      assert.deepEqual(summary(own, at), summary(all, at))
      assert.ok(limited.size <= 1)
    }
  })

  test('say the same standings after old reports were forgotten, as it is known now', async () => {
    const { database } = open()
    const random = seededRandom(18)
    const now = new Date('2026-11-21T12:00:00Z')
    const daily = Array.from({ length: 1_000 }, (_, index): Stored => {
      const checkedAt = new Date(now.getTime() - (1_000 - index) * DAY)
      const results = TESTCASES.map((testcaseId) => ({
        testcaseId,
        verdict: random() < 0.99 ? ('PASS' as const) : ('FAIL' as const),
      }))
      const reportUuid = randomUUID()
      return {
        reportUuid,
        scopeUuid: scope.uuid,
        subject: 'daily',
        checkedAt,
        receivedAt: checkedAt,
        results,
        document: {},
      }
    })
    for (let start = 0; start < daily.length; start += 4) await store(database, daily.slice(start, start + 4))
    const standings = async () => {
      const all: string[] = []
      for (let day = 990; day > 0; day -= 17) {
        const at = new Date(now.getTime() - day * DAY + 5 * HOUR)
        const own = (await readResultsAt(database, { at, subjects: ['daily'] })).get('daily')?.get(scope.uuid) ?? []
        const { testcases } = evaluate({ scope, defaults: DEFAULTS, results: own, at })
        all.push(
          testcases
            .map(({ testcaseId, standing }) => `${testcaseId} ${standing}`)
            .toSorted()
            .join(', '),
        )
      }
      return all
    }
    const before = await standings()
    const rules = { keepMonths: 18 }
    const { reports } = await forgetReports(database, { at: now, rules, isDryRun: false, actor: 'admin' })
    assert.ok(reports > 10, `${reports} reports`)
    assert.deepEqual(await standings(), before)
    assert.ok(new Set(before).size > 1)
  })
})
