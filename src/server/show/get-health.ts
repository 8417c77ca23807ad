import type { FastifyInstance } from 'fastify'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { ServerContext } from '../context.ts'
import { isReachable } from '../storage/is-reachable.ts'
import { findMissingMigrations } from '../storage/migrate.ts'

const LIMIT_MS = 2_000

/**
 * `GET /healthz`: 200 if the database answers, 503 if not; never takes longer than two seconds. `GET /readyz`: the same,
 * and the tables have to be those of this version.
 */
export function getHealth(app: FastifyInstance, { database }: Pick<ServerContext, 'database'>): void {
  const requireDatabase = async () => {
    if (!(await isReachable(database, LIMIT_MS))) {
      throw new CodedError('SERVER_UNAVAILABLE', 'the database does not answer')
    }
  }
  app.get('/healthz', async (_request, reply) => {
    await requireDatabase()
    return reply.header('cache-control', 'no-store').send({ message: 'OK' })
  })
  app.get('/readyz', async (_request, reply) => {
    await requireDatabase()
    const missing = await findMissingMigrations(database)
    if (missing.length > 0) {
      throw new CodedError('SERVER_UNAVAILABLE', `the database lacks the migrations ${missing.join(', ')}`)
    }
    return reply.header('cache-control', 'no-store').send({ message: 'OK' })
  })
}
