import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { STYLESHEET_PATH } from '#pages/layout.ts'
import type { ServerContext } from '../context.ts'

/** The style sheet of the pages, from our own origin. */
export function getStylesheet(app: FastifyInstance, { stylesheet }: ServerContext): void {
  const etag = `"${createHash('sha256').update(stylesheet).digest('base64url')}"`
  app.get(STYLESHEET_PATH, async (request, reply) => {
    reply.header('etag', etag).header('cache-control', 'public, max-age=300')
    if (request.headers['if-none-match'] === etag) return reply.code(304).send()
    return reply.type('text/css; charset=utf-8').send(stylesheet)
  })
}
