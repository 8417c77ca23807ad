import type { FastifyInstance } from 'fastify'
import { tableMarkdown } from '#pages/markdown/table-markdown.ts'
import { tablePage } from '#pages/table-page.ts'
import type { ServerContext } from '../context.ts'
import { loadState } from '../state/load-state.ts'
import { parseMoment } from '../state/moment.ts'
import { loadTable } from './load-table.ts'
import type { PageForm } from './page-form.ts'
import { sendForm } from './send-page.ts'
import { viewOfRequest } from './view-of-request.ts'

/** `GET /{form}/table` and, with drafts, `table_full`: the overview of all subjects that are registered. */
export function getTable(app: FastifyInstance, context: ServerContext, form: PageForm): void {
  for (const withDrafts of [false, true]) {
    app.get(`/${form}/${withDrafts ? 'table_full' : 'table'}`, async (request, reply) => {
      const moment = parseMoment(request.query, context.clock())
      const view = viewOfRequest(request, moment)
      const data = loadTable(context, await loadState(context, moment), withDrafts)
      return sendForm(reply, view, form, { page: tablePage(view, data), markdown: () => tableMarkdown(view, data) })
    })
  }
}
