import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { RETENTION_RULES } from '#evaluation/may-forget.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { ServerContext } from '../context.ts'
import { parseInput } from '../parse-input.ts'
import { forgetReports } from '../storage/forget-reports.ts'

const querySchema = z.object({
  'dry-run': z.enum(['true', 'false']).default('true'),
  'keep-months': z.coerce.number().int().min(RETENTION_RULES.keepMonths).max(1200).default(RETENTION_RULES.keepMonths),
})

/**
 * `POST /api/v1/retention?dry-run=false&keep-months=18`, for the role admin: deletes the reports that the rules allow to
 * forget. Without `dry-run=false` it only counts them.
 */
export function postRetention(app: FastifyInstance, context: ServerContext): void {
  app.post('/api/v1/retention', async (request, reply) => {
    const { authorization } = request.headers
    const account = await context.authenticator.authenticate({ authorization, address: request.ip })
    if (!account.roles.includes('admin')) {
      throw new CodedError('SERVER_ROLE_MISSING', `${account.subject} has not the role admin`)
    }
    const query = parseInput(querySchema, request.query)
    const answer = await forgetReports(context.database, {
      at: context.clock(),
      rules: { keepMonths: query['keep-months'] },
      isDryRun: query['dry-run'] === 'true',
      actor: account.subject,
    })
    return reply.header('cache-control', 'no-store').send({ isDryRun: query['dry-run'] === 'true', ...answer })
  })
}
