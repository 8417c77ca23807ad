import { z } from 'zod'
import { reportPath } from '#pages/view.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { ServerContext } from '../context.ts'
import { acceptEachReport, type DocumentOutcome } from '../ingest/accept-reports.ts'
import { findStrangers } from '../ingest/find-strangers.ts'
import { formatOfMediaType } from '../ingest/media-type.ts'
import { problemOf } from '../problems.ts'
import { documentOutcomeSchema } from './answer-schemas.ts'
import { defineOperation } from './operation.ts'

const OK = 200
const CREATED = 201
const MULTI_STATUS = 207
const UNPROCESSABLE = 422

/**
 * `POST /api/v1/reports`: 201 if something was stored and nothing refused, 200 if everything was known, 207 if some documents
 * were refused. If all were refused the status is theirs where they agree, else 422.
 */
export const submitReports = defineOperation({
  method: 'POST',
  path: '/reports',
  id: 'submitReports',
  summary: 'Hand in signed reports: signature, `&`, reports; each document is taken in or refused on its own',
  needs: 'account',
  takesReports: true,
  answer: z.strictObject({ documents: z.array(documentOutcomeSchema) }).meta({ id: 'SubmissionOutcome' }),
  statuses: [OK, CREATED, MULTI_STATUS, 403, 409, UNPROCESSABLE],
  handle: async ({ context, at, account, body, contentType }) => {
    const outcomes = await acceptEachReport(context, {
      account: account(),
      body: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
      format: formatOfMediaType(contentType),
      at,
      credentialPolicy: context.credentialPolicy,
    })
    if (outcomes.length === 0) throw new CodedError('REPORT_INVALID', 'the upload holds no report')
    const documents = outcomes.map((outcome) => toAnswer(context, outcome))
    return { status: statusOf(outcomes), body: { documents } }
  },
})

function statusOf(outcomes: readonly DocumentOutcome[]): number {
  const refusals = outcomes.flatMap((one) => (one.outcome === 'refused' ? [problemOf(one.error).status] : []))
  if (refusals.length === 0) return outcomes.some(({ outcome }) => outcome === 'stored') ? CREATED : OK
  if (refusals.length < outcomes.length) return MULTI_STATUS
  const [first = UNPROCESSABLE] = new Set(refusals)
  return new Set(refusals).size === 1 && [403, 409].includes(first) ? first : UNPROCESSABLE
}

function toAnswer(context: ServerContext, outcome: DocumentOutcome): z.input<typeof documentOutcomeSchema> {
  if (outcome.outcome === 'refused') {
    const { report, error } = outcome
    return {
      outcome: 'refused',
      report: report?.reportUuid ?? null,
      subject: report?.subject ?? null,
      page: null,
      unknownScope: null,
      unknownTestcases: [],
      masked: [],
      problem: { ...problemOf(error) },
    }
  }
  const { report, masked } = outcome.screened
  const strangers = findStrangers(context, report)
  return {
    outcome: outcome.outcome,
    report: report.reportUuid,
    subject: report.subject,
    page: reportPath(report.reportUuid),
    unknownScope: strangers.scope ?? null,
    unknownTestcases: [...strangers.testcases],
    masked: [...masked],
    problem: null,
  }
}
