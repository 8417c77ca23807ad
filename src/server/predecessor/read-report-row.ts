import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { JsonObject, JsonValue } from '#report/json-value.ts'
import type { ParsedReport } from '#report/parse-reports.ts'
import { MAX_DEPTH, MAX_MINUTES_AHEAD } from '#report/report-limits.ts'
import { isSubject } from '#vocabulary/subject.ts'
import { isTestcaseId } from '#vocabulary/testcase-id.ts'
import { STANDINGS_BY_WEIGHT, type Verdict } from '#vocabulary/verdict.ts'
import type { ReportRow, ResultRow } from './predecessor-source.ts'

/** Something that could not be taken over as it was. */
export interface ImportProblem {
  /** Such as `report 17 (8f0c…)`. */
  readonly about: string
  readonly problem: string
  /** False where it was taken over in another form. */
  readonly isLost: boolean
}

interface ImportedRemark {
  readonly testcaseId: string
  readonly scopeVersion: string
  readonly isApproved: boolean
}

export interface ImportableReport {
  /** Absent if nothing of it can be taken over. */
  readonly report?: ParsedReport
  readonly remarks: readonly ImportedRemark[]
  readonly problems: readonly ImportProblem[]
}

const FIRST_MOMENT = Date.parse('2020-01-01T00:00:00Z')
const UUID = /^(?!0{8}-|f{8}-)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const VERDICTS: ReadonlyMap<number, Verdict> = new Map([
  [1, 'PASS'],
  [0, 'ABORT'],
  [-1, 'FAIL'],
])
const specSchema = z.object({ spec: z.object({ uuid: z.string() }) })
const LONGEST_VERSION = 50
/** The predecessor's word for results that do not depend on a version. */
const ANY_VERSION = '*'

/**
 * What of a stored report can be taken over. The rules are those for reports that arrive: what would be refused there (a
 * check in the future, a result that is none) is listed as lost; a uuid or document of a wrong form is replaced.
 *
 * @param at the moment of the import
 */
export function readReportRow(row: ReportRow, at: Date): ImportableReport {
  const about = `report ${row.id} (${clip(row.uuid)})`
  const lost = (problem: string): ImportableReport => ({
    remarks: [],
    problems: [{ about, problem, isLost: true }],
  })
  const { subject, checkedAt } = row
  if (subject === null || !isSubject(subject)) return lost(`${clip(subject)} is no name of a subject`)
  if (checkedAt === null || !(checkedAt >= FIRST_MOMENT)) return lost('its check has no moment since 2020')
  if (checkedAt > at.getTime() + MAX_MINUTES_AHEAD * 60_000) return lost('its check is in the future')
  const document = readDocument(row)
  const scopeUuid = findScope(row.results, document.value)
  if (scopeUuid === undefined) return lost('it names no scope')
  const problems: ImportProblem[] =
    document.problem === undefined ? [] : [{ about, problem: document.problem, isLost: false }]
  const reportUuid = uuidOf(row)
  if (reportUuid !== row.uuid) {
    problems.push({ about, problem: `its uuid is none; it gets ${reportUuid}`, isLost: false })
  }
  const { results, remarks } = readResults(row.results, scopeUuid, (what, problem) =>
    problems.push({ about: `${what} of ${about}`, problem, isLost: true }),
  )
  return {
    report: {
      reportUuid,
      scopeUuid,
      subject,
      checkedAt: new Date(Math.floor(checkedAt)),
      results,
      document: document.value,
    },
    remarks,
    problems,
  }
}

/** The same for the same row every time, so that an import can be repeated. */
function uuidOf({ id, uuid }: ReportRow): string {
  const lower = uuid?.toLowerCase() ?? ''
  if (UUID.test(lower)) return lower
  const hex = createHash('sha256').update(`report ${id} of the predecessor: ${uuid}`).digest('hex')
  // Version 8 of RFC 9562: made by a rule of one's own.
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

function readDocument({ document }: ReportRow): { readonly value: JsonObject; readonly problem?: string } {
  if (document === null) return { value: {}, problem: 'its document is missing or too large; its results are kept' }
  const value = JSON.parse(document) as JsonValue
  if (!isShallow(value)) return { value: {}, problem: 'its document is nested too deeply; its results are kept' }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { value: value as JsonObject }
  return { value: { document: value }, problem: 'its document is no mapping; it is kept as the only member of one' }
}

function isShallow(value: JsonValue): boolean {
  let level: readonly JsonValue[] = [value]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) return false
    level = level.flatMap((one): readonly JsonValue[] =>
      typeof one === 'object' && one !== null ? Object.values(one) : [],
    )
  }
  return true
}

/** The scope that most results name, else the one of the document. */
function findScope(results: readonly ResultRow[], document: JsonObject): string | undefined {
  const counts = Map.groupBy(
    results.flatMap(({ scopeUuid }) => (isScope(scopeUuid) ? [scopeUuid] : [])),
    (scopeUuid) => scopeUuid,
  )
  const [most] = [...counts].toSorted(([, a], [, b]) => b.length - a.length)
  if (most) return most[0]
  const named = specSchema.safeParse(document)
  return named.success && isScope(named.data.spec.uuid) ? named.data.spec.uuid : undefined
}

function isScope(text: string | null): text is string {
  return text !== null && /^[\w.-]{1,100}$/.test(text)
}

type Complain = (what: string, problem: string) => void

function readResults(rows: readonly ResultRow[], scopeUuid: string, complain: Complain) {
  const results = new Map<string, { testcaseId: string; scopeVersion: string; verdict: Verdict }>()
  const remarks = new Map<string, ImportedRemark>()
  for (const row of rows) {
    const what = `the result for ${clip(row.testcase)}`
    const { testcase: testcaseId, version } = row
    const scopeVersion = version ?? ANY_VERSION
    const verdict = row.result === null || row.result === '' ? undefined : VERDICTS.get(Number(row.result))
    if (testcaseId === null || !isTestcaseId(testcaseId)) complain(what, 'this is no testcase id')
    else if (row.scopeUuid !== scopeUuid) complain(what, `it is for another scope, ${clip(row.scopeUuid)}`)
    else if (scopeVersion.length > LONGEST_VERSION) complain(what, 'its version is too long')
    else if (verdict === undefined) complain(what, `${clip(row.result)} is neither 1, 0 nor -1`)
    else {
      const key = `${testcaseId} ${scopeVersion}`
      const other = results.get(key)
      if (other && other.verdict !== verdict)
        complain(what, 'it is there twice with different results; the worst counts')
      if (!other || weight(verdict) < weight(other.verdict)) results.set(key, { testcaseId, scopeVersion, verdict })
      const isApproved = row.approval === null ? undefined : /^(?:t|true|1)$/.test(row.approval)
      // A PASS is approved without a remark, everything else is not.
      if (isApproved !== undefined && isApproved !== (verdict === 'PASS')) {
        remarks.set(key, { testcaseId, scopeVersion, isApproved })
      }
    }
  }
  return {
    results: [...results.values()].map(({ scopeVersion, ...result }) => ({
      ...result,
      ...(scopeVersion !== ANY_VERSION && { scopeVersion }),
    })),
    remarks: [...remarks.values()],
  }
}

function weight(verdict: Verdict): number {
  return STANDINGS_BY_WEIGHT.indexOf(verdict)
}

const MOST_CHARACTERS = 80

function clip(text: string | null): string {
  if (text === null) return 'nothing'
  const printable = text.replaceAll(/[^\x20-\x7e]/g, '?')
  return printable.length > MOST_CHARACTERS ? `${printable.slice(0, MOST_CHARACTERS)}…` : printable
}
