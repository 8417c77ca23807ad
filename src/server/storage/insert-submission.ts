import { sql } from 'kysely'
import type { ParsedReport } from '#report/parse-reports.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import { appendToLog, type LogAct } from './append-to-log.ts'
import { recordAudits } from './audit.ts'
import type { Database } from './database.ts'
import { type Remark, remarkAct } from './insert-remarks.ts'
import { noteStandings, type Standings } from './note-standings.ts'
import { noteSuspectedFaults } from './note-suspected-faults.ts'
import { updateCurrentResults } from './update-current-results.ts'

/** One accepted request: what was sent, who sent it, and what it says. */
export interface Submission {
  /** Signature, separator and reports exactly as they came. */
  readonly body: Uint8Array
  readonly mediaType: string
  /** Of the signed bytes, in hexadecimal. */
  readonly signedSha256: string
  readonly key?: { readonly keyType: string; readonly keyBody: string }
  readonly receivedAt: Date
  /** The subject of the account that sent it. */
  readonly submittedBy: string
  readonly reports: readonly ParsedReport[]
  /** Instead of a key: the report comes from the predecessor, which did not keep what was signed. */
  readonly imported?: {
    readonly at: Date
    readonly remarks: readonly Pick<Remark, 'testcaseId' | 'scopeVersion' | 'isApproved'>[]
  }
}

/** What became of a report: it is new, it came before in the same bytes, or its uuid belongs to another report. */
export type StoringOutcome = 'stored' | 'known' | 'exists'

/** A submission that is to be stored, and whether reports whose uuid is taken are left out, or keep all of it out. */
export interface Arrival {
  readonly submission: Submission
  readonly leaveOutTaken?: boolean
}

/** How standings of a scope follow from results; without it the log gets them from the job that looks at all subjects. */
interface StoringOptions {
  readonly leaveOutTaken?: boolean
  readonly standings?: Standings
}

/** The outcomes of one submission by uuid; `exists` only where such reports are left out. */
export type StoringOutcomes = ReadonlyMap<string, StoringOutcome>

/**
 * Stores a submission with its reports and results in one transaction: all or nothing, unless reports whose uuid is taken
 * are to be left out. The same signed bytes again change nothing and are no error, so that a client that lost the answer may
 * simply send again.
 *
 * @throws CodedError SERVER_REPORT_EXISTS if another submission brought one of the uuids, or if this one has it twice
 */
export async function insertSubmission(
  database: Database,
  submission: Submission,
  { leaveOutTaken = false, standings }: StoringOptions = {},
): Promise<StoringOutcomes> {
  const { reports } = submission
  const twice = reports.find(
    ({ reportUuid }, index) => reports.findIndex((one) => one.reportUuid === reportUuid) < index,
  )
  if (twice) throw reportExists(twice.reportUuid)
  return database.transaction().execute(async (transaction) => {
    await takeTurn(transaction, reports)
    const [id = 0] = await insertBodies(transaction, [submission])
    const stored = await insertReports(transaction, [{ id, submission }])
    const taken = stored.size < reports.length ? await findTaken(transaction, submission, stored) : new Set<string>()
    const [firstTaken] = taken
    if (firstTaken !== undefined && !leaveOutTaken) throw reportExists(firstTaken)
    if (stored.size === 0) {
      // All of it is here already, or is left out: the bytes are not needed again.
      await transaction.deleteFrom('submission').where('id', '=', id).execute()
    } else await insertContents(transaction, [submission], stored, standings)
    return new Map(
      reports.map(({ reportUuid: uuid }): [string, StoringOutcome] => {
        if (stored.has(uuid)) return [uuid, 'stored']
        return [uuid, taken.has(uuid) ? 'exists' : 'known']
      }),
    )
  })
}

/**
 * Stores several submissions in one transaction, which costs hardly more than one of them.
 *
 * @returns false if nothing was stored because not every report in them is new: then each has to be stored on its own
 */
export async function insertNewSubmissions(
  database: Database,
  submissions: readonly Submission[],
  { standings }: Pick<StoringOptions, 'standings'> = {},
): Promise<boolean> {
  const reports = submissions.flatMap((submission) => submission.reports)
  if (new Set(reports.map(({ reportUuid }) => reportUuid)).size < reports.length) return false
  try {
    await database.transaction().execute(async (transaction) => {
      await takeTurn(transaction, reports)
      const ids = await insertBodies(transaction, submissions)
      const bodies = submissions.map((submission, index) => ({ id: ids[index] ?? 0, submission }))
      const stored = await insertReports(transaction, bodies)
      if (stored.size < reports.length) throw new NotAllNew()
      await insertContents(transaction, submissions, stored, standings)
    })
    return true
  } catch (error) {
    if (error instanceof NotAllNew) return false
    throw error
  }
}

/** Takes the transaction back. */
class NotAllNew extends Error {}

/** The place is the uuid. */
export function reportExists(uuid: string): CodedError {
  const message = `there is already another report with the uuid ${uuid}`
  return new CodedError('SERVER_REPORT_EXISTS', message, { place: uuid })
}

/**
 * Submissions about the same subject and scope wait for each other, so that runs are never updated from two sides. The
 * locks come before everything else and in a fixed order, so that nobody waits in a circle.
 */
async function takeTurn(transaction: Database, reports: readonly ParsedReport[]): Promise<void> {
  const names = JSON.stringify(reports.map(({ subject, scopeUuid }) => `${subject} ${scopeUuid}`))
  await sql`
    SELECT pg_advisory_xact_lock(key) FROM (
      SELECT DISTINCT hashtextextended(name, 0) AS key
      FROM jsonb_array_elements_text(${names}::text::jsonb) AS name ORDER BY key
    ) AS ordered
  `.execute(transaction)
}

/** The ids in the order of the submissions: they are drawn row by row. */
async function insertBodies(transaction: Database, submissions: readonly Submission[]): Promise<number[]> {
  const rows = await transaction
    .insertInto('submission')
    .values(
      submissions.map((submission) => ({
        // The embedded database takes megabytes of text much faster than of bytes.
        body: sql<Uint8Array>`decode(${Buffer.from(submission.body).toString('base64')}::text, 'base64')`,
        media_type: submission.mediaType,
        signed_sha256: submission.signedSha256,
        key_type: submission.key?.keyType ?? null,
        key_body: submission.key?.keyBody ?? null,
        imported_at: submission.imported?.at ?? null,
        received_at: submission.receivedAt,
        submitted_by: submission.submittedBy,
      })),
    )
    .returning('id')
    .execute()
  return rows.map(({ id }) => id).toSorted((a, b) => a - b)
}

/** The ids of the reports that were really inserted, by uuid. */
async function insertReports(
  transaction: Database,
  bodies: readonly { readonly id: number; readonly submission: Submission }[],
): Promise<Map<string, number>> {
  const reports = bodies.flatMap(({ id, submission }) => submission.reports.map((report) => ({ id, report })))
  // Always in the same order, so that two submissions with the same uuids wait for each other and never in a circle.
  const rows = reports
    .toSorted((a, b) => (a.report.reportUuid < b.report.reportUuid ? -1 : 1))
    .map(
      ({ id, report: { reportUuid, subject, scopeUuid, checkedAt, document } }) =>
        sql`(${id}::bigint, ${reportUuid}::text, ${subject}::text, ${scopeUuid}::text, ${checkedAt}::timestamptz,
          ${JSON.stringify(document)}::text::jsonb)`,
    )
  const inserted = await sql<{ id: number; uuid: string }>`
    INSERT INTO report (submission_id, uuid, subject, scope_uuid, checked_at, document)
    SELECT given.* FROM (VALUES ${sql.join(rows)})
      AS given (submission_id, uuid, subject, scope_uuid, checked_at, document)
    WHERE NOT EXISTS (SELECT FROM forgotten_report WHERE forgotten_report.uuid = given.uuid)
    ON CONFLICT (uuid) DO NOTHING
    RETURNING id, uuid
  `.execute(transaction)
  return new Map(inserted.rows.map(({ id, uuid }) => [uuid, id]))
}

/** The uuids under which other signed bytes are stored. */
async function findTaken(
  transaction: Database,
  { reports, signedSha256 }: Submission,
  stored: ReadonlyMap<string, number>,
): Promise<Set<string>> {
  const uuids = reports.map(({ reportUuid }) => reportUuid)
  const known = await transaction
    .selectFrom('report')
    .innerJoin('submission', 'submission.id', 'report.submission_id')
    .select(['report.uuid', 'submission.signed_sha256'])
    .where('report.uuid', 'in', uuids)
    .where('report.uuid', 'not in', ['', ...stored.keys()])
    .unionAll(transaction.selectFrom('forgotten_report').select(['uuid', 'signed_sha256']).where('uuid', 'in', uuids))
    .execute()
  return new Set(known.filter(({ signed_sha256 }) => signed_sha256 !== signedSha256).map(({ uuid }) => uuid))
}

/** The results of the stored reports, the state that follows from them, the audit log, and the transparency log. */
async function insertContents(
  transaction: Database,
  submissions: readonly Submission[],
  stored: ReadonlyMap<string, number>,
  standings: Standings | undefined,
): Promise<void> {
  const reports = submissions.flatMap((submission) =>
    submission.reports.filter(({ reportUuid }) => stored.has(reportUuid)),
  )
  const changing: ParsedReport[] = []
  for (const round of inRounds(reports)) {
    await insertResults(transaction, round, stored)
    changing.push(...(await updateCurrentResults(transaction, round)))
  }
  for (const { imported, receivedAt, reports: own } of submissions) {
    if (imported) continue
    for (const report of own) {
      if (stored.has(report.reportUuid)) await noteSuspectedFaults(transaction, report, receivedAt)
    }
  }
  await recordAudits(
    transaction,
    submissions.map(({ imported, receivedAt, submittedBy: actor, reports: own }) => ({
      at: imported?.at ?? receivedAt,
      actor,
      action: imported ? 'reports-imported' : 'reports-accepted',
      about: { uuids: own.flatMap(({ reportUuid }) => (stored.has(reportUuid) ? [reportUuid] : [])) },
    })),
  )
  await insertImportedRemarks(transaction, submissions, stored)
  const acts = submissions.flatMap((submission) => actsOf(submission, stored))
  const at = acts.at(-1)?.at
  // Last, because the log can be held by one transaction only.
  if (standings && at) acts.push(...(await noteStandings(transaction, changing, standings, at)))
  await appendToLog(transaction, acts)
}

/** What the transparency log tells of a submission. */
function actsOf(
  { reports, signedSha256: digest, imported, receivedAt }: Submission,
  stored: ReadonlyMap<string, number>,
): LogAct[] {
  const at = imported?.at ?? receivedAt
  const kind = imported ? 'imported-report' : 'report'
  return reports
    .filter(({ reportUuid }) => stored.has(reportUuid))
    .flatMap(({ reportUuid }) => [
      { kind, at, digest, reportUuid },
      ...(imported?.remarks ?? []).map((remark) => remarkAct({ ...remark, reportUuid }, at)),
    ])
}

async function insertImportedRemarks(
  transaction: Database,
  submissions: readonly Submission[],
  stored: ReadonlyMap<string, number>,
): Promise<void> {
  const values = submissions.flatMap(({ imported, submittedBy, reports }) =>
    reports.flatMap(({ reportUuid }) => {
      const id = stored.get(reportUuid)
      if (!imported || id === undefined) return []
      return imported.remarks.map(({ testcaseId, scopeVersion, isApproved }) => ({
        report_id: id,
        testcase_id: testcaseId,
        scope_version: scopeVersion,
        is_approved: isApproved,
        remarked_at: imported.at,
        remarked_by: submittedBy,
      }))
    }),
  )
  if (values.length > 0) await transaction.insertInto('remark').values(values).execute()
}

/** Reports about the same subject and scope follow each other as they came; the others go together. */
function inRounds(reports: readonly ParsedReport[]): ParsedReport[][] {
  const rounds: ParsedReport[][] = []
  const counts = new Map<string, number>()
  for (const report of reports) {
    const place = `${report.subject} ${report.scopeUuid}`
    const number = counts.get(place) ?? 0
    counts.set(place, number + 1)
    const round = rounds[number]
    if (round) round.push(report)
    else rounds[number] = [report]
  }
  return rounds
}

async function insertResults(
  transaction: Database,
  reports: readonly ParsedReport[],
  stored: ReadonlyMap<string, number>,
): Promise<void> {
  const rows = reports.flatMap(({ reportUuid, results }) =>
    results.map(({ testcaseId, verdict, scopeVersion }) => ({
      report_id: stored.get(reportUuid),
      testcase_id: testcaseId,
      scope_version: scopeVersion ?? '*',
      verdict,
    })),
  )
  await sql`
    INSERT INTO result (report_id, testcase_id, scope_version, verdict)
    SELECT report_id, testcase_id, scope_version, verdict
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
      AS given (report_id bigint, testcase_id text, scope_version text, verdict text)
  `.execute(transaction)
}
