import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { dueTestcases } from '#evaluation/due-testcases.ts'
import type { ServerContext } from '../context.ts'
import { parseInput } from '../parse-input.ts'
import { readCurrentResults } from '../storage/current-results.ts'
import { findScopeOfSubject } from './find-question.ts'

const HOURS = { h: 1, d: 24, w: 168 } as const
const HOUR_MS = 3_600_000
const MOST_HOURS = 366 * 24

const spanSchema = z
  .string()
  .regex(/^\d{1,4}[hdw]$/, 'must be a number with h, d or w, such as 36h or 7d')
  .transform((text) => Number(text.slice(0, -1)) * HOURS[text.slice(-1) as keyof typeof HOURS] * HOUR_MS)
  .refine((span) => span <= MOST_HOURS * HOUR_MS, 'must be at most a year')

const querySchema = z.object({
  subject: z.string().max(200),
  scope: z.string().max(200),
  within: spanSchema.prefault('1d'),
})

/**
 * `GET /api/v1/due?subject=…&scope=…&within=2d`: the testcases of the versions in force that have no result, or one that
 * expires within the span (hours, days or weeks; one day if not given).
 */
export function getDue(app: FastifyInstance, context: ServerContext): void {
  app.get('/api/v1/due', async (request, reply) => {
    const { within: withinMs, ...query } = parseInput(querySchema, request.query)
    const at = context.clock()
    const scope = await findScopeOfSubject(context, query)
    const { subject } = query
    const current = await readCurrentResults(context.database, { subjects: [subject], scopeUuid: scope.uuid, at })
    const results = current.get(subject)?.get(scope.uuid) ?? []
    const testcases = dueTestcases({ scope, defaults: context.testcases.defaults, results, at, withinMs })
    const until = new Date(at.getTime() + withinMs)
    return reply
      .header('cache-control', 'no-cache')
      .send({ subject, scope: { uuid: scope.uuid, name: scope.name }, at, until, testcases })
  })
}
