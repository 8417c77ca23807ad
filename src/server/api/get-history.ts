import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { history } from '#evaluation/history.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { ServerContext } from '../context.ts'
import { parseInput } from '../parse-input.ts'
import { instantSchema, knownSchema, knownText } from '../state/instant-schema.ts'
import { readHistory } from '../storage/read-history.ts'
import { findScopeOfSubject } from './find-question.ts'

/** scs-0004, regulation 4. */
const USUAL_MONTHS = 18
const MOST_MONTHS = 60
const MONTH_MS = 31 * 86_400_000

const querySchema = z.object({
  subject: z.string().max(200),
  scope: z.string().max(200),
  from: instantSchema.optional(),
  until: instantSchema.optional(),
  known: knownSchema.default('now'),
  testcases: z.enum(['true', 'false']).default('false'),
})

/**
 * `GET /api/v1/history?subject=…&scope=…&from=…&until=…&known=now|then|INSTANT&testcases=true`: how a subject stood over
 * time, in periods with their reasons. Without a span the last 18 months.
 */
export function getHistory(app: FastifyInstance, context: ServerContext): void {
  app.get('/api/v1/history', async (request, reply) => {
    const query = parseInput(querySchema, request.query)
    const until = query.until ?? context.clock()
    const from = query.from ?? monthsBefore(until, USUAL_MONTHS)
    if (from >= until) throw new CodedError('SERVER_REQUEST_INVALID', 'from: must lie before until')
    if (until.getTime() - from.getTime() > MOST_MONTHS * MONTH_MS) {
      throw new CodedError('SERVER_REQUEST_INVALID', `from: at most ${MOST_MONTHS} months can be asked for at once`)
    }
    const scope = await findScopeOfSubject(context, query)
    const { subject, known } = query
    const results = await readHistory(context.database, { subject, scopeUuid: scope.uuid, from, until, known })
    const { periods, versions } = history({ scope, defaults: context.testcases.defaults, results, from, until })
    return reply.header('cache-control', 'no-cache').send({
      subject,
      scope: { uuid: scope.uuid, name: scope.name },
      from,
      until,
      known: knownText(known),
      periods,
      versions: versions.map(({ version, periods: own, testcases }) => ({
        version,
        periods: own,
        ...(query.testcases === 'true' && { testcases }),
      })),
    })
  })
}

function monthsBefore(at: Date, months: number): Date {
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() - months, 1))
}
