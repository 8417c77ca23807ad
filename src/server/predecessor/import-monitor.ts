import { screenReport } from '../ingest/screen-report.ts'
import type { Database } from '../storage/database.ts'
import { insertSubmission } from '../storage/insert-submission.ts'
import { importAccounts } from './import-accounts.ts'
import type { PredecessorSource, ReportRow } from './predecessor-source.ts'
import { type ImportableReport, type ImportProblem, readReportRow } from './read-report-row.ts'

interface ImportOptions {
  readonly at: Date
  readonly onProgress?: (reports: number) => void
  /** Gets everything that could not be taken over as it was: of reports in every run, of accounts in that which brings them. */
  readonly onProblem: (problem: ImportProblem) => void
  readonly signal?: AbortSignal
}

export interface Imported {
  readonly accounts: number
  /** New in this run. */
  readonly reports: number
  /** Taken over by an earlier run. */
  readonly known: number
  readonly results: number
  readonly remarks: number
}

/** Stands in the audit log and for who handed a report in, which the predecessor did not keep. */
export const IMPORTER = 'import-monitor'

/** So few that their documents fit into the memory, each may have four million bytes. */
const BATCH = 20

/**
 * Takes over accounts, reports, results and approvals from the predecessor. Each report comes in one transaction with its
 * results; doing it again, or after an interruption, takes what is not there yet. What an assessor remarked here meanwhile
 * stays.
 */
export async function importMonitor(
  database: Database,
  source: PredecessorSource,
  { at, onProblem, onProgress, signal }: ImportOptions,
): Promise<Imported> {
  const accounts = await importAccounts(database, await source.readAccounts(), { actor: IMPORTER, at })
  for (const problem of accounts.problems) onProblem(problem)
  const counts = { accounts: accounts.added, reports: 0, known: 0, results: 0, remarks: 0 }
  for (let after = 0; ; ) {
    signal?.throwIfAborted()
    const rows = await source.readReports(after, BATCH)
    const last = rows.at(-1)
    if (!last) break
    for (const row of rows) {
      const importable = readReportRow(row, at)
      for (const problem of importable.problems) onProblem(problem)
      const outcome = await importReport(database, row, importable, at, onProblem)
      if (outcome === 'known') counts.known += 1
      if (outcome !== 'stored') continue
      counts.reports += 1
      counts.results += importable.report?.results.length ?? 0
      counts.remarks += importable.remarks.length
    }
    after = last.id
    onProgress?.(counts.reports + counts.known)
  }
  const orphans = await source.countOrphans()
  if (orphans > 0) onProblem({ about: `${orphans} results`, problem: 'their reports are not there', isLost: true })
  return counts
}

async function importReport(
  database: Database,
  { id, documentSha256 }: ReportRow,
  { report, remarks }: ImportableReport,
  at: Date,
  onProblem: ImportOptions['onProblem'],
): Promise<'stored' | 'known' | 'exists' | 'lost'> {
  if (!report) return 'lost'
  const about = `report ${id} (${report.reportUuid})`
  const screened = screenReport(report, 'mask')
  if (screened.masked.length > 0) {
    onProblem({
      about,
      problem: `what seems to be credentials is masked: ${screened.masked.join(', ')}`,
      isLost: false,
    })
  }
  const outcomes = await insertSubmission(
    database,
    {
      body: new Uint8Array(),
      mediaType: 'application/json',
      signedSha256: documentSha256,
      receivedAt: report.checkedAt,
      submittedBy: IMPORTER,
      imported: { at, remarks },
      reports: [screened.report],
    },
    { leaveOutTaken: true },
  )
  const outcome = outcomes.get(report.reportUuid) ?? 'exists'
  if (outcome === 'exists') {
    onProblem({ about, problem: 'there is already another report with its uuid', isLost: true })
  }
  return outcome
}
