import type { z } from 'zod'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { Subject } from '#vocabulary/subject.ts'
import type { TestcaseId } from '#vocabulary/testcase-id.ts'
import { fold, type Verdict } from '#vocabulary/verdict.ts'
import type { JsonObject, JsonValue } from './json-value.ts'
import { parseJsonDocument } from './parse-json-document.ts'
import { parseYamlDocuments } from './parse-yaml-documents.ts'
import { MAX_DOCUMENTS, MAX_MINUTES_AHEAD, MAX_REPORT_BYTES, MAX_RESULTS } from './report-limits.ts'
import { reportSchema, type SiegelBlock } from './schema.ts'

export type ReportFormat = 'yaml' | 'json'

interface ReportedResult {
  readonly testcaseId: TestcaseId
  readonly verdict: Verdict
  /** Only in reports of the old style, which judged each testcase once per scope version. */
  readonly scopeVersion?: string
}

/** What a report says, in the words of the program. */
export interface ParsedReport {
  /** In lower case, so that equal uuids are equal texts. */
  readonly reportUuid: string
  readonly scopeUuid: string
  readonly subject: Subject
  readonly checkedAt: Date
  /** In the order of testcase id (and scope version); each once. */
  readonly results: readonly ReportedResult[]
  readonly siegel?: SiegelBlock
  /** The whole document, keys that are not known included. */
  readonly document: JsonObject
}

/**
 * Reads the reports of one upload. YAML may hold several documents; empty ones are left out. `at` is the moment of arrival:
 * a `checked_at` more than five minutes later is refused; without a zone it counts as UTC. Throws coded errors `REPORT_…`
 * that name field, line and column; one bad document refuses the whole upload, as today's monitor does.
 */
export function parseReports(
  bytes: Uint8Array,
  format: ReportFormat,
  at: Date,
  limits: { maxBytes?: number } = {},
): ParsedReport[] {
  return parseEachReport(bytes, format, at, limits).map((parsed) => {
    if (parsed.ok) return parsed.report
    throw parsed.error
  })
}

/** A report of an upload, or why it is none. */
export type ReportOrError =
  | { readonly ok: true; readonly report: ParsedReport }
  | { readonly ok: false; readonly error: CodedError }

/**
 * The same, but a document that is no report does not hide the others. Still throws if the upload as a whole cannot be read:
 * if it is too large, not UTF-8, or no YAML or JSON.
 */
export function parseEachReport(
  bytes: Uint8Array,
  format: ReportFormat,
  at: Date,
  { maxBytes = MAX_REPORT_BYTES }: { maxBytes?: number } = {},
): ReportOrError[] {
  if (bytes.length > maxBytes) {
    throw new CodedError('REPORT_TOO_LARGE', `the report has ${bytes.length} bytes, at most ${maxBytes} are accepted`)
  }
  const text = decode(bytes)
  const documents = format === 'yaml' ? parseYamlDocuments(text) : parseJson(text)
  if (documents.length > MAX_DOCUMENTS) {
    throw new CodedError('REPORT_TOO_LARGE', `there are more than ${MAX_DOCUMENTS} reports in one upload`)
  }
  return documents.map(({ value, placeOf }) => {
    try {
      return { ok: true, report: readReport(value, placeOf, at) }
    } catch (error) {
      if (error instanceof CodedError) return { ok: false, error }
      throw error
    }
  })
}

type PlaceOf = (path: readonly PropertyKey[]) => string

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new CodedError('REPORT_NOT_UTF8', 'the report is not UTF-8')
  }
}

function parseJson(text: string): { value: JsonValue; placeOf: PlaceOf }[] {
  if (text.trim() === '') return []
  return [{ value: parseJsonDocument(text), placeOf: () => '' }]
}

function readReport(document: JsonValue, placeOf: PlaceOf, at: Date): ParsedReport {
  const parsed = reportSchema.safeParse(document)
  if (!parsed.success) throw invalid(parsed.error.issues, placeOf)
  const report = parsed.data
  if (report.checked_at.getTime() - at.getTime() > MAX_MINUTES_AHEAD * 60_000) {
    const moments = `checked_at is ${report.checked_at.toISOString()}, now it is ${at.toISOString()}`
    throw new CodedError('REPORT_CHECKED_AT_IN_FUTURE', moments, { place: placeName(['checked_at'], placeOf) })
  }
  const results = collectResults(report)
  if (results.length > MAX_RESULTS) {
    throw new CodedError(
      'REPORT_TOO_LARGE',
      `the report has ${results.length} results, at most ${MAX_RESULTS} are accepted`,
    )
  }
  if (report.siegel) requireAgreement(report.siegel, results, placeOf)
  return {
    reportUuid: report.run.uuid,
    scopeUuid: report.spec.uuid,
    subject: report.subject,
    checkedAt: report.checked_at,
    results,
    ...(report.siegel ? { siegel: report.siegel } : {}),
    document: document as JsonObject,
  }
}

/**
 * The results of the invocations, and those of the old style only where no invocation has any. Of several results for one
 * testcase the weightiest counts.
 */
function collectResults(report: z.infer<typeof reportSchema>): ReportedResult[] {
  const invocations = Object.values(report.run.invocations ?? {})
  if (invocations.some(({ results }) => results)) {
    const verdicts = new Map<TestcaseId, Verdict>()
    for (const { results } of invocations) {
      for (const [testcaseId, verdict] of Object.entries(results ?? {})) {
        const earlier = verdicts.get(testcaseId)
        verdicts.set(testcaseId, earlier === undefined ? verdict : weightier(earlier, verdict))
      }
    }
    return [...verdicts].map(([testcaseId, verdict]) => ({ testcaseId, verdict })).sort(inOrder)
  }
  return Object.entries(report.versions ?? {})
    .flatMap(([scopeVersion, results]) =>
      Object.entries(results ?? {}).map(([testcaseId, verdict]) => ({ testcaseId, verdict, scopeVersion })),
    )
    .sort(inOrder)
}

function weightier(one: Verdict, other: Verdict): Verdict {
  return fold([one, other]) === one ? one : other
}

function inOrder(one: ReportedResult, other: ReportedResult): number {
  return compare(one.testcaseId, other.testcaseId) || compare(one.scopeVersion ?? '', other.scopeVersion ?? '')
}

function compare(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}

function requireAgreement(siegel: SiegelBlock, results: readonly ReportedResult[], placeOf: PlaceOf): void {
  const place = placeName(['siegel', 'testcases'], placeOf)
  const contradiction = (message: string) => new CodedError('REPORT_CONTRADICTORY', message, { place })
  const judged = new Map(Object.entries(siegel.testcases))
  for (const { testcaseId, verdict } of results) {
    const own = judged.get(testcaseId)
    if (!own) throw contradiction(`the siegel block does not know ${testcaseId}`)
    if (own.verdict !== verdict) {
      throw contradiction(`${testcaseId} is ${verdict} in the results, but ${own.verdict} in the siegel block`)
    }
    judged.delete(testcaseId)
  }
  const [extra] = judged.keys()
  if (extra !== undefined) throw contradiction(`only the siegel block knows ${extra}`)
}

const MAX_PROBLEMS = 10

function invalid(issues: readonly z.core.$ZodIssue[], placeOf: PlaceOf): CodedError {
  const problems = issues.slice(0, MAX_PROBLEMS).map(({ path, message }) => `${fieldName(path)}: ${message}`)
  if (issues.length > MAX_PROBLEMS) problems.push(`and ${issues.length - MAX_PROBLEMS} more`)
  return new CodedError('REPORT_INVALID', problems.join('; '), { place: placeName(issues[0]?.path ?? [], placeOf) })
}

function placeName(path: readonly PropertyKey[], placeOf: PlaceOf): string {
  return [placeOf(path), fieldName(path)].filter((part) => part !== '').join(' ')
}

function fieldName(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'report' : path.map((step) => String(step).slice(0, 120)).join('.')
}
