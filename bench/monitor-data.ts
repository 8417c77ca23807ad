import { sql } from 'kysely'
import { resolveVersion } from '#scopes/resolve-version.ts'
import type { Scope } from '#scopes/scope.ts'
import type { Database } from '#server/storage/database.ts'

/** The data set on which the predecessor was measured: one report per subject and day, backwards from now. */
const GROUPS = [
  { prefix: 'iaas', subjects: 39, slug: 'scs-compatible-iaas', results: 57 },
  { prefix: 'kaas', subjects: 11, slug: 'scs-compatible-kaas', results: 3 },
] as const
const SUBJECTS = 50
const DAY_SECONDS = 86_400

/** Every subject of the data set, for the account file. */
export const BENCH_SUBJECTS = GROUPS.flatMap(({ prefix, subjects }) =>
  Array.from({ length: subjects }, (_, index) => `${prefix}-${index}`),
)

/** The testcases that a report of the data set judges. */
export function benchTestcases(scope: Scope, count: number): string[] {
  const ids = scope.versions.flatMap(({ version }) =>
    resolveVersion(scope, version, new Map()).testcases.map(({ id }) => id),
  )
  return [...new Set(ids)].slice(0, count)
}

interface Filling {
  readonly scopes: readonly Scope[]
  /** How many reports there are already, and how many there are to be. */
  readonly from: number
  readonly to: number
  readonly at: Date
  readonly body: Uint8Array
  readonly document: unknown
}

/**
 * Adds reports straight to the tables. Verdicts follow from subject, testcase and day alone: nine of ten testcases always
 * pass, the others fail or cannot be determined on some days.
 */
export async function fillDatabase(
  database: Database,
  { scopes, from, to, at, body, document }: Filling,
): Promise<void> {
  const firstDay = Math.floor(from / SUBJECTS)
  const lastDay = Math.floor(to / SUBJECTS) - 1
  for (const { prefix, subjects, slug, results } of GROUPS) {
    const scope = scopes.find((one) => one.slug === slug)
    if (!scope) throw new Error(`no scope ${slug}`)
    const testcases = JSON.stringify(benchTestcases(scope, results))
    for (let subject = 0; subject < subjects; subject += 1) {
      const name = `${prefix}-${subject}`
      await sql`
        WITH day AS (
          SELECT number, ${at}::timestamptz - make_interval(secs => number * ${DAY_SECONDS} + ${subject}) AS at
          FROM generate_series(${firstDay}::int, ${lastDay}::int) AS number
        ), sent AS (
          INSERT INTO submission (body, media_type, signed_sha256, key_type, key_body, received_at, submitted_by)
          SELECT ${body}::bytea, 'application/x-signed-yaml', ${name} || '-' || number, 'ssh-ed25519', 'AAAA', at, ${name}
          FROM day RETURNING id, received_at
        ), written AS (
          INSERT INTO report (submission_id, uuid, subject, scope_uuid, checked_at, document)
          SELECT sent.id, gen_random_uuid()::text, ${name}, ${scope.uuid}, sent.received_at, given.document
          FROM sent, (SELECT ${JSON.stringify(document)}::text::jsonb AS document) AS given
          RETURNING id, checked_at
        )
        INSERT INTO result (report_id, testcase_id, verdict)
        SELECT written.id, testcase_id,
          CASE WHEN number % 10 <> 0 OR chance >= 8 THEN 'PASS' WHEN chance < 4 THEN 'FAIL' ELSE 'ABORT' END
        FROM written
        CROSS JOIN jsonb_array_elements_text(${testcases}::text::jsonb) WITH ORDINALITY AS testcase (testcase_id, number)
        CROSS JOIN LATERAL (
          SELECT abs(hashtext(${name} || testcase_id || to_char(written.checked_at AT TIME ZONE 'UTC', 'YYYY-MM-DD'))) % 100 AS chance
        ) AS drawn
      `.execute(database)
    }
  }
  await recomputeState(database)
}

/** The state that is otherwise kept up to date on write, from scratch. */
async function recomputeState(database: Database): Promise<void> {
  await sql`TRUNCATE result_run, current_result`.execute(database)
  // One after the other, so that no statement takes longer than the database lets it.
  for (const subject of BENCH_SUBJECTS) await recomputeSubject(database, subject)
  await sql`ANALYZE`.execute(database)
}

async function recomputeSubject(database: Database, subject: string): Promise<void> {
  await sql`
    INSERT INTO result_run
    SELECT subject, scope_uuid, testcase_id, verdict, first_checked_at, first_report_uuid, last_checked_at, last_report_uuid
    FROM computed_run WHERE subject = ${subject}
  `.execute(database)
  await sql`
    WITH newest AS (
      SELECT DISTINCT ON (subject, scope_uuid, testcase_id) *
      FROM result_run WHERE subject = ${subject} ORDER BY subject, scope_uuid, testcase_id, first_checked_at DESC
    ), certain AS (
      SELECT DISTINCT ON (subject, scope_uuid, testcase_id) *
      FROM result_run WHERE subject = ${subject} AND verdict <> 'ABORT' ORDER BY subject, scope_uuid, testcase_id, first_checked_at DESC
    ), taken AS (
      DELETE FROM result_run USING newest
      WHERE (result_run.subject, result_run.scope_uuid, result_run.testcase_id, result_run.first_checked_at)
        = (newest.subject, newest.scope_uuid, newest.testcase_id, newest.first_checked_at)
    )
    INSERT INTO current_result (
      subject, scope_uuid, testcase_id, verdict, checked_at, report_uuid, run_checked_at, run_report_uuid,
      decisive_verdict, decisive_checked_at, decisive_report_uuid
    )
    SELECT newest.subject, newest.scope_uuid, newest.testcase_id, newest.verdict, newest.last_checked_at,
      newest.last_report_uuid, newest.first_checked_at, newest.first_report_uuid,
      certain.verdict, certain.last_checked_at, certain.last_report_uuid
    FROM newest LEFT JOIN certain USING (subject, scope_uuid, testcase_id)
  `.execute(database)
}

/** What the predecessor does for each page: looks at every result there is. In milliseconds. */
export async function naiveScanMs(database: Database): Promise<number> {
  const startedAt = performance.now()
  await sql`
    SELECT DISTINCT ON (report.subject, report.scope_uuid, result.testcase_id)
      report.subject, report.scope_uuid, result.testcase_id, result.verdict, report.checked_at, report.uuid
    FROM report JOIN result ON result.report_id = report.id
    ORDER BY report.subject, report.scope_uuid, result.testcase_id, report.checked_at DESC
  `.execute(database)
  return performance.now() - startedAt
}
