import type { FastifyInstance } from 'fastify'
import { embedPage } from '#pages/embed-page.ts'
import type { ServerContext } from '../context.ts'
import { publicBase } from './public-base.ts'
import { requireMembers, requireScope } from './require-found.ts'
import { sendPage } from './send-page.ts'
import { viewOfRequest } from './view-of-request.ts'

/** `GET /page/embed/{subject or group-…}/{scope uuid or short name}`: how to show the state elsewhere. */
export function getEmbed(app: FastifyInstance, context: ServerContext): void {
  app.get<{ Params: { subject: string; scope: string } }>('/page/embed/:subject/:scope', async (request, reply) => {
    const view = viewOfRequest(request, { at: context.clock() })
    const { subject: key } = request.params
    const scope = requireScope(context, request.params.scope)
    const { name } = await requireMembers(context, key)
    return sendPage(reply, view, embedPage(view, { key, name, scope, base: publicBase(request) }))
  })
}
