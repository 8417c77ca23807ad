import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { STATES_WORST_FIRST } from '#evaluation/worst-member.ts'
import { tableMarkdown } from '#pages/markdown/table-markdown.ts'
import type { TableFilter } from '#pages/table-filter.ts'
import { tablePage } from '#pages/table-page.ts'
import type { Query } from '#pages/view.ts'
import type { Account } from '../accounts/account.ts'
import { signInFirst } from '../accounts/sign-in-first.ts'
import type { ServerContext } from '../context.ts'
import { parseMoment } from '../state/moment.ts'
import { readSubjectsDelegatedTo } from '../storage/account-queries.ts'
import { loadTable } from './load-table.ts'
import type { PageForm } from './page-form.ts'
import { sendForm, sendPage } from './send-page.ts'
import { viewOfRequest } from './view-of-request.ts'

const wish = z.string().trim().max(200).catch('')
/** Whatever else an address says is not understood, and left out of the links. */
const querySchema = z.object({
  search: wish,
  layer: wish,
  state: z.enum(['', ...STATES_WORST_FIRST]).catch(''),
  version: wish,
  operator: wish,
  jurisdiction: wish,
  section: wish,
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
})

/**
 * `GET /{form}/table` and, with drafts, `table_full`: the overview of all subjects that are listed, with parameters to choose
 * from them. `GET /page/unlisted`: what is tested, but not listed, for those who may know about it.
 */
export function getTable(app: FastifyInstance, context: ServerContext, form: PageForm): void {
  for (const withDrafts of [false, true]) {
    app.get(`/${form}/${withDrafts ? 'table_full' : 'table'}`, async (request, reply) => {
      const moment = parseMoment(request.query, context.clock())
      const { query, filter, turned } = readQuestion(request.query)
      const view = viewOfRequest(request, moment, query)
      const loaded = { ...(await loadTable(context, { moment, withDrafts, filter })), turned }
      // A form would lead out of the page that embeds the fragment.
      const data = form === 'page' ? loaded : { ...loaded, choices: undefined }
      return sendForm(reply, view, form, { page: tablePage(view, data), markdown: () => tableMarkdown(view, data) })
    })
  }
  if (form === 'page') getUnlisted(app, context)
}

function getUnlisted(app: FastifyInstance, context: ServerContext): void {
  const { onRequest, accountOf } = signInFirst(context)
  app.get('/page/unlisted', { onRequest }, async (request, reply) => {
    reply.header('cache-control', 'no-store')
    const { query, filter, turned } = readQuestion(request.query)
    const moment = { at: context.clock() }
    const view = viewOfRequest(request, moment, query)
    const unlistedOf = await mayKnow(context, accountOf(request))
    const data = await loadTable(context, { moment, withDrafts: false, filter, unlistedOf })
    return sendPage(reply, view, tablePage(view, { ...data, turned }))
  })
}

async function mayKnow({ database }: ServerContext, account: Account): Promise<(subject: string) => boolean> {
  if (account.roles.some((role) => role === 'read_any' || role === 'assessor' || role === 'admin')) return () => true
  const delegating = await readSubjectsDelegatedTo(database, account.id)
  return (subject) => subject === account.subject || delegating.has(subject)
}

function readQuestion(raw: unknown): {
  readonly query: Query
  readonly filter: TableFilter
  readonly turned: { readonly section: string; readonly page: number }
} {
  const { section, page, ...filter } = querySchema.parse(raw)
  return { query: { ...filter, section, page: page === 1 ? '' : String(page) }, filter, turned: { section, page } }
}
