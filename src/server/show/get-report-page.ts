import type { FastifyInstance } from 'fastify'
import { reportMarkdown } from '#pages/markdown/report-markdown.ts'
import { type ReportPageData, reportPage } from '#pages/report-page.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import { requireReading } from '../accounts/require-reading.ts'
import { signInFirst } from '../accounts/sign-in-first.ts'
import type { ServerContext } from '../context.ts'
import { type Moment, parseMoment } from '../state/moment.ts'
import { readReportChanges } from '../storage/change-queries.ts'
import { readRunners } from '../storage/read-runners.ts'
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
    const moment = parseMoment(request.query, context.clock())
    const view = viewOfRequest(request, moment)
    const data = await loadPage(context, await loadReport(context, request.params.uuid, moment))
    return sendForm(reply, view, form, { page: reportPage(view, data), markdown: () => reportMarkdown(view, data) })
  })

  const { onRequest, accountOf } = signInFirst(context)
  app.get<{ Params: { uuid: string } }>(`/${form}/report_full/:uuid`, { onRequest }, async (request, reply) => {
    reply.header('cache-control', 'no-store')
    const moment = parseMoment(request.query, context.clock())
    const view = viewOfRequest(request, moment)
    const account = accountOf(request)
    const report = await loadReport(context, request.params.uuid, moment)
    await requireReading(context, account, report)
    const data = { ...(await loadPage(context, report)), isWhole: true, output: outputOfDocument(report.document) }
    return sendForm(reply, view, form, { page: reportPage(view, data), markdown: () => reportMarkdown(view, data) })
  })
}

async function loadReport({ database }: ServerContext, uuid: string, moment: Moment): Promise<StoredReport> {
  const report = await findReport(database, uuid)
  if (!report) throw new CodedError('SERVER_NOT_FOUND', 'there is no report with this uuid')
  const { at, known, asked } = moment
  if (asked && (report.checkedAt > at || (known && report.receivedAt > known))) {
    throw new CodedError('SERVER_NOT_FOUND', 'there was no report with this uuid at this instant')
  }
  return report
}

async function loadPage(context: ServerContext, report: StoredReport): Promise<ReportPageData> {
  const { uuid, subject, scopeUuid, checkedAt, receivedAt, isImported, document } = report
  const scope = context.scopes.find(scopeUuid)
  const evidence = evidenceOfDocument(document)
  const logged = await context.log.find({ reportUuid: uuid })
  // Findings say more than what programs printed.
  const output = evidence.evidence.size > 0 ? undefined : publicOutputOfDocument(document)
  return {
    uuid,
    subject,
    scopeUuid,
    ...(scope && { scope }),
    checkedAt,
    ...(!isImported && { receivedAt }),
    runner: (await readRunners(context.database, [uuid])).get(uuid),
    results: await readResults(context.database, uuid),
    texts: context.testcases.descriptions,
    changes: changesByTestcase(await readReportChanges(context.database, uuid)),
    ...evidence,
    ...(output && { output }),
    ...(logged && { logged }),
    isWhole: false,
  }
}
