import type { FastifyInstance } from 'fastify'
import { detailPage } from '#pages/detail-page.ts'
import { detailMarkdown } from '#pages/markdown/detail-markdown.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { ServerContext } from '../context.ts'
import { parseMoment } from '../state/moment.ts'
import { loadDetail } from './load-detail.ts'
import type { PageForm } from './page-form.ts'
import { sendForm } from './send-page.ts'
import { viewOfRequest } from './view-of-request.ts'

/** `GET /{form}/detail/{subject or group-…}/{scope uuid or short name}`; `detail_full` with drafts. */
export function getDetail(app: FastifyInstance, context: ServerContext, form: PageForm): void {
  for (const withDrafts of [false, true]) {
    app.get<{ Params: { subject: string; scope: string } }>(
      `/${form}/${withDrafts ? 'detail_full' : 'detail'}/:subject/:scope`,
      async (request, reply) => {
        const moment = parseMoment(request.query, context.clock())
        const view = viewOfRequest(request, moment)
        const scope = context.scopes.find(request.params.scope)
        if (!scope) throw new CodedError('SERVER_NOT_FOUND', 'there is no such scope')
        const { subject: key } = request.params
        const data = await loadDetail(context, { key, scope, moment, withDrafts, withHistory: form === 'page' })
        return sendForm(reply, view, form, { page: detailPage(view, data), markdown: () => detailMarkdown(view, data) })
      },
    )
  }
}
