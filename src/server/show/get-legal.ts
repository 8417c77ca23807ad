import type { FastifyInstance } from 'fastify'
import { legalPage } from '#pages/legal-page.ts'
import { LEGAL_PAGES, legalPath } from '#pages/view.ts'
import type { ServerContext } from '../context.ts'
import { sendPage } from './send-page.ts'
import { viewOfRequest } from './view-of-request.ts'

/** `GET /page/imprint`, `/page/privacy`, `/page/accessibility`. */
export function getLegal(app: FastifyInstance, context: ServerContext): void {
  for (const which of LEGAL_PAGES) {
    app.get(legalPath(which), async (request, reply) => {
      const view = viewOfRequest(request, { at: context.clock() })
      return sendPage(reply, view, legalPage(view, which, context.published.legal))
    })
  }
}
