import type { FastifyInstance } from 'fastify'
import { parseTilePath } from '#transparency/tile.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import { acceptsGzip, gzipAsync, isWorthCompressing } from '../answer-unchanged.ts'
import type { ServerContext } from '../context.ts'

/** Tiles never change. */
const FOR_EVER = 'public, max-age=31536000, immutable'

/** `/log/…`: the transparency log as C2SP tlog-tiles has it, and `/log/keys` with the public keys that sign. */
export async function logRoutes(app: FastifyInstance, { log }: ServerContext): Promise<void> {
  app.get('/log/checkpoint', async (_request, reply) =>
    reply
      .type('text/plain; charset=utf-8')
      .header('cache-control', 'no-cache')
      .send(await log.checkpoint()),
  )
  app.get('/log/keys', async (_request, reply) =>
    reply
      .type('text/plain; charset=utf-8')
      .header('cache-control', 'no-cache')
      .send(log.verifierKeys.map((key) => `${key}\n`).join('')),
  )
  app.get<{ Params: { '*': string } }>('/log/tile/*', async (request, reply) => {
    const tile = parseTilePath(`tile/${request.params['*']}`)
    const bytes = tile && (await log.readTile(tile))
    if (!tile || !bytes) throw new CodedError('SERVER_NOT_FOUND', 'the log has no such tile')
    reply.type('application/octet-stream').header('cache-control', FOR_EVER)
    // Hashes cannot be made shorter.
    if (tile.level !== 'entries' || !isWorthCompressing(bytes)) return reply.send(bytes)
    reply.header('vary', 'Accept-Encoding')
    if (!acceptsGzip(request)) return reply.send(bytes)
    return reply.header('content-encoding', 'gzip').send(await gzipAsync(bytes))
  })
}
