import type { FastifyInstance } from 'fastify'
import { reportMarkdown } from '#pages/markdown/report-markdown.ts'
import { type ReportPageData, reportPage } from '#pages/report-page.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import { requireReading } from '../accounts/require-reading.ts'
import { signInFirst } from '../accounts/sign-in-first.ts'
import type { ServerContext } from '../context.ts'
import { readReportChanges } from '../storage/change-queries.ts'
import { findReport, readResults, type StoredReport } from '../storage/report-queries.ts'
import { changesByTestcase } from './changes-by-testcase.ts'
import { evidenceOfDocument } from './load-evidence.ts'
import type { PageForm } from './page-form.ts'
import { outputOfDocument, publicOutputOfDocument } from './report-output.ts'
import { sendForm } from './send-page.ts'
import { viewOfRequest } from './view-of-request.ts'

/**
 * `GET /{form}/report/{uuid}`: what everybody may see of a report; `GET /{form}/report_full/{uuid}`: everything, for those
 * who may read it.
 */
export function getReportPage(app: FastifyInstance, context: ServerContext, form: PageForm): void {
  app.get<{ Params: { uuid: string } }>(`/${form}/report/:uuid`, async (request, reply) => {
    const view = viewOfRequest(request, context.clock())
    const data = await loadPage(context, await loadReport(context, request.params.uuid))
    return sendForm(reply, view, form, { page: reportPage(view, data), markdown: () => reportMarkdown(view, data) })
  })

  const { onRequest, accountOf } = signInFirst(context)
  app.get<{ Params: { uuid: string } }>(`/${form}/report_full/:uuid`, { onRequest }, async (request, reply) => {
    reply.header('cache-control', 'no-store')
    const view = viewOfRequest(request, context.clock())
    const account = accountOf(request)
    const report = await loadReport(context, request.params.uuid)
    await requireReading(context, account, report)
    const data = { ...(await loadPage(context, report)), isWhole: true, output: outputOfDocument(report.document) }
    return sendForm(reply, view, form, { page: reportPage(view, data), markdown: () => reportMarkdown(view, data) })
  })
}

async function loadReport({ database }: ServerContext, uuid: string): Promise<StoredReport> {
  const report = await findReport(database, uuid)
  if (report) return report
  throw new CodedError('SERVER_NOT_FOUND', 'there is no report with this uuid')
}

async function loadPage(context: ServerContext, report: StoredReport): Promise<ReportPageData> {
  const { uuid, subject, scopeUuid, checkedAt, receivedAt, document } = report
  const scope = context.scopes.find(scopeUuid)
  const evidence = evidenceOfDocument(document)
  // Findings say more than what programs printed.
  const output = evidence.evidence.size > 0 ? undefined : publicOutputOfDocument(document)
  return {
    uuid,
    subject,
    scopeUuid,
    ...(scope && { scope }),
    checkedAt,
    receivedAt,
    results: await readResults(context.database, uuid),
    texts: context.testcases.descriptions,
    changes: changesByTestcase(await readReportChanges(context.database, uuid)),
    ...evidence,
    ...(output && { output }),
    isWhole: false,
  }
}
