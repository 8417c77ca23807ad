import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { fastify } from 'fastify'
import { Kysely, PGliteDialect } from 'kysely'
import type { ServerContext } from '../context.ts'
import { sendProblem } from '../problems.ts'
import type { Tables } from '../storage/tables.ts'
import { getHealth } from './get-health.ts'

/** A database whose every statement takes for ever. */
function hangingDatabase() {
  const pglite = new Promise<never>(() => {})
  return new Kysely<Tables>({ dialect: new PGliteDialect({ pglite: () => pglite }) })
}

describe('health', () => {
  test('a database that hangs is reported within three seconds', async () => {
    const app = fastify()
    app.setErrorHandler(sendProblem)
    getHealth(app, { database: hangingDatabase() } as ServerContext)
    const started = performance.now()
    const response = await app.inject('/healthz')
    assert.equal(response.statusCode, 503)
    assert.equal(response.json().code, 'SERVER_UNAVAILABLE')
    assert.ok(performance.now() - started < 3_000)
    await app.close()
  })
})
