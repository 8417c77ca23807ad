import type { FastifyInstance } from 'fastify'
import { signInFirst } from '../accounts/sign-in-first.ts'
import type { ServerContext } from '../context.ts'

const WITH_DRAFTS = /^\/\w+\/(?:table|detail)_full(?:\/|$)/

/** Pages with drafts are for those who have an account, as the predecessor's documentation has it, though not its program. */
export function draftsAfterSignIn(pages: FastifyInstance, context: ServerContext): void {
  const { onRequest } = signInFirst(context)
  pages.addHook('onRequest', async (request, reply) => {
    if (!WITH_DRAFTS.test(request.routeOptions.url ?? '')) return
    reply.header('cache-control', 'no-store')
    await onRequest(request)
  })
}
