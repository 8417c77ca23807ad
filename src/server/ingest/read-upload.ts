import { type ParsedReport, parseEachReport, type ReportFormat, type ReportOrError } from '#report/parse-reports.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { ErrorCode } from '#vocabulary/error-codes.ts'
import { type CredentialPolicy, screenReport } from './screen-report.ts'

/** Signed bytes, and by which rules they are read. */
export interface UploadQuestion {
  readonly bytes: Uint8Array
  readonly format: ReportFormat
  /** The moment of arrival. */
  readonly at: Date
  readonly credentialPolicy: CredentialPolicy
}

/** A coded error in a form that goes from thread to thread. */
export interface Refusal {
  readonly code: ErrorCode
  readonly message: string
  readonly place: string | undefined
  readonly remedy: string | undefined
}

/** One document of an upload. What screening finds is told apart, because it matters only after authorisation. */
export type ReadDocument = ReadableDocument | { readonly ok: false; readonly refusal: Refusal }

export interface ReadableDocument {
  readonly ok: true
  readonly report: ParsedReport
  readonly masked: readonly string[]
  /** Why the report is not taken in although it can be read. */
  readonly refusal?: Refusal
}

export type ReadUpload =
  | { readonly ok: true; readonly documents: readonly ReadDocument[] }
  | { readonly ok: false; readonly refusal: Refusal }

/** Reads the reports of an upload and looks for credentials in them. Throws nothing that the sender has caused. */
export function readUpload({ bytes, format, at, credentialPolicy }: UploadQuestion): ReadUpload {
  return attempt(
    (): ReadUpload => ({
      ok: true,
      documents: parseEachReport(bytes, format, at).map((parsed) => screen(parsed, credentialPolicy)),
    }),
  )
}

function screen(parsed: ReportOrError, policy: CredentialPolicy): ReadDocument {
  if (!parsed.ok) return { ok: false, refusal: refusalOf(parsed.error) }
  const { report } = parsed
  const screened = attempt((): ReadDocument => ({ ok: true, ...screenReport(report, policy) }))
  return screened.ok ? screened : { ok: true, report, masked: [], refusal: screened.refusal }
}

function attempt<Result>(task: () => Result): Result | { readonly ok: false; readonly refusal: Refusal } {
  try {
    return task()
  } catch (error) {
    if (error instanceof CodedError) return { ok: false, refusal: refusalOf(error) }
    throw error
  }
}

function refusalOf({ code, message, place, remedy }: CodedError): Refusal {
  return { code, message, place, remedy }
}

export function errorOf({ code, message, place, remedy }: Refusal): CodedError {
  return new CodedError(code, message, { place, remedy })
}
