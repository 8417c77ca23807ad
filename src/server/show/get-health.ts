import type { FastifyInstance } from 'fastify'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { ServerContext } from '../context.ts'
import { isReachable } from '../storage/is-reachable.ts'

const LIMIT_MS = 2_000

/** `GET /healthz`: 200 if the database answers, 503 if not; never takes longer than two seconds. */
export function getHealth(app: FastifyInstance, context: ServerContext): void {
  app.get('/healthz', async (_request, reply) => {
    if (!(await isReachable(context.database, LIMIT_MS))) {
      throw new CodedError('SERVER_UNAVAILABLE', 'the database does not answer')
    }
    return reply.header('cache-control', 'no-store').send({ message: 'OK' })
  })
}
