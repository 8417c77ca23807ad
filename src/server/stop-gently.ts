import type { FastifyInstance, FastifyRequest } from 'fastify'

const LOOK_EVERY_MS = 50

/**
 * Lets requests that are under way when the server stops come to their end, for so long at most, and closes every connection
 * on which none is. Connections on which nothing was ever sent do not count as idle for Node.
 */
export function stopGently(app: FastifyInstance, graceMs: number): void {
  const underWay = new Set<FastifyRequest>()
  app.addHook('onRequest', async (request, reply) => {
    underWay.add(request)
    // Also when the client goes away before the answer, of which Fastify says nothing reliably.
    reply.raw.once('close', () => underWay.delete(request))
  })
  app.addHook('onResponse', async (request) => {
    underWay.delete(request)
  })
  app.addHook('preClose', async () => {
    const until = performance.now() + graceMs
    const look = setInterval(() => {
      app.server.closeIdleConnections()
      if (underWay.size > 0 && performance.now() < until) return
      app.server.closeAllConnections()
      clearInterval(look)
    }, LOOK_EVERY_MS)
    look.unref()
  })
}
