import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { VERDICT_NUMBERS } from '#report/verdict-numbers.ts'
import { requireRole } from '../accounts/require-role.ts'
import { signInFirst } from '../accounts/sign-in-first.ts'
import type { ServerContext } from '../context.ts'
import { listingRules } from '../listing-rules.ts'
import { parseInput } from '../parse-input.ts'
import { recordAudit } from '../storage/audit.ts'
import { readListedResults } from '../storage/result-queries.ts'

const MOST_RESULTS = 1_000

const querySchema = z.object({
  approved: z.stringbool().optional(),
  limit: z.coerce.number().int().min(1).max(MOST_RESULTS).default(10),
  skip: z.coerce.number().int().min(0).max(1_000_000).default(0),
})

/** `GET /results`: single results with the remarks of assessors, newest first, for the role read_any. */
export function getResults(app: FastifyInstance, context: ServerContext): void {
  const { onRequest, accountOf } = signInFirst(context)
  app.get('/results', { onRequest }, async (request, reply) => {
    const account = accountOf(request)
    requireRole(account, 'read_any')
    const { approved, limit, skip } = parseInput(querySchema, request.query)
    const at = context.clock()
    const results = await readListedResults(context.database, {
      ...listingRules(context, at),
      ...(approved !== undefined && { isApproved: approved }),
      limit,
      skip,
    })
    const about = { count: results.length, skip }
    await recordAudit(context.database, { at, actor: account.subject, action: 'results-listed', about })
    return reply.header('cache-control', 'no-store').send(
      results.map((result) => ({
        reportuuid: result.reportUuid,
        subject: result.subject,
        checked_at: result.checkedAt.toISOString(),
        scopeuuid: result.scopeUuid,
        version: result.scopeVersion,
        check: result.testcaseId,
        result: VERDICT_NUMBERS[result.verdict],
        approval: result.isApproved,
      })),
    )
  })
}
