import type { FastifyInstance } from 'fastify'
import { previewPage } from '#pages/preview-page.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import { requireRole } from '../accounts/require-role.ts'
import { signInFirst } from '../accounts/sign-in-first.ts'
import type { ServerContext } from '../context.ts'
import { findPreview } from '../storage/preview-queries.ts'
import { sendPage } from './send-page.ts'
import { viewOfRequest } from './view-of-request.ts'

/** `GET /page/preview/{uuid}`: what a draft of a scope would do, for assessors. */
export function getPreviewPage(app: FastifyInstance, context: ServerContext): void {
  const { onRequest, accountOf } = signInFirst(context)
  app.get<{ Params: { uuid: string } }>('/page/preview/:uuid', { onRequest }, async (request, reply) => {
    requireRole(accountOf(request), 'assessor')
    reply.header('cache-control', 'no-store')
    const preview = await findPreview(context.database, request.params.uuid)
    if (!preview) throw new CodedError('SERVER_NOT_FOUND', 'there is no preview with this uuid')
    const view = viewOfRequest(request, { at: context.clock() })
    return sendPage(reply, view, previewPage(view, preview.result))
  })
}
