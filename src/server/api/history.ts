import { z } from 'zod'
import { history } from '#evaluation/history.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import { instantSchema, knownSchema, knownText } from '../state/instant-schema.ts'
import { readHistory } from '../storage/read-history.ts'
import { findScopeOfSubject } from './find-question.ts'
import { historySchema } from './history-schemas.ts'
import { defineOperation } from './operation.ts'
import { scopeReference } from './scope-reference.ts'

/** scs-0004, regulation 4. */
const USUAL_MONTHS = 18
const MOST_MONTHS = 60
const MONTH_MS = 31 * 86_400_000

export const getHistory = defineOperation({
  method: 'GET',
  path: '/history',
  id: 'getHistory',
  summary: 'How a subject stood over time, in periods with their reasons; without a span the last 18 months',
  needs: 'nothing',
  query: z.strictObject({
    subject: z.string().max(200),
    scope: z.string().max(200),
    from: instantSchema.optional(),
    until: instantSchema.optional(),
    known: knownSchema.default('now'),
    testcases: z.enum(['true', 'false']).default('false'),
  }),
  answer: historySchema,
  handle: async ({ context, at, query }) => {
    const until = query.until ?? at
    const from = query.from ?? monthsBefore(until, USUAL_MONTHS)
    if (from >= until) throw new CodedError('SERVER_REQUEST_INVALID', 'from: must lie before until')
    if (until.getTime() - from.getTime() > MOST_MONTHS * MONTH_MS) {
      throw new CodedError('SERVER_REQUEST_INVALID', `from: at most ${MOST_MONTHS} months can be asked for at once`)
    }
    const scope = await findScopeOfSubject(context, query)
    const { subject, known } = query
    const results = await readHistory(context.database, { subject, scopeUuid: scope.uuid, from, until, known })
    const { periods, versions } = history({ scope, defaults: context.testcases.defaults, results, from, until })
    return {
      body: {
        subject,
        scope: scopeReference(context, scope.uuid),
        ...spanText({ from, until }),
        known: knownText(known),
        periods: periods.map((period) => ({ ...period, ...spanText(period), versions: [...period.versions] })),
        versions: versions.map(({ version, periods: own, testcases }) => ({
          version,
          periods: own.map((period) => ({ ...period, ...spanText(period), changes: [...period.changes] })),
          ...(query.testcases === 'true' && {
            testcases: testcases.map(({ testcaseId, periods: ofTestcase }) => ({
              testcaseId,
              periods: ofTestcase.map((period) => ({ ...period, ...spanText(period) })),
            })),
          }),
        })),
      },
    }
  },
})

function spanText({ from, until }: { readonly from: Date; readonly until: Date }) {
  return { from: from.toISOString(), until: until.toISOString() }
}

function monthsBefore(at: Date, months: number): Date {
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() - months, 1))
}
