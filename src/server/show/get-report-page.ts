import type { FastifyInstance } from 'fastify'
import { reportPage } from '#pages/report-page.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { ServerContext } from '../context.ts'
import { findReport, readResults } from '../storage/report-queries.ts'
import { evidenceOfDocument } from './load-evidence.ts'
import { sendPage } from './send-page.ts'
import { viewOfRequest } from './view-of-request.ts'

/** `GET /page/report/{uuid}`: what everybody may see of a report. */
export function getReportPage(app: FastifyInstance, context: ServerContext): void {
  app.get<{ Params: { uuid: string } }>('/page/report/:uuid', async (request, reply) => {
    const view = viewOfRequest(request, context.clock())
    const report = await findReport(context.database, request.params.uuid)
    if (!report) throw new CodedError('SERVER_NOT_FOUND', 'there is no report with this uuid')
    const { uuid, subject, scopeUuid, checkedAt, receivedAt, document } = report
    const scope = context.scopes.find(scopeUuid)
    const page = reportPage(view, {
      uuid,
      subject,
      scopeUuid,
      ...(scope && { scope }),
      checkedAt,
      receivedAt,
      results: await readResults(context.database, uuid),
      texts: context.testcases.descriptions,
      ...evidenceOfDocument(document),
    })
    return sendPage(reply, view, page)
  })
}
