import { z } from 'zod'
import { dueTestcases } from '#evaluation/due-testcases.ts'
import { readCurrentResults } from '../storage/current-results.ts'
import { findScopeOfSubject } from './find-question.ts'
import { dueSchema } from './history-schemas.ts'
import { defineOperation } from './operation.ts'
import { scopeReference } from './scope-reference.ts'

const HOURS = { h: 1, d: 24, w: 168 } as const
const HOUR_MS = 3_600_000
const MOST_HOURS = 366 * 24

const spanSchema = z
  .string()
  .regex(/^\d{1,4}[hdw]$/, 'must be a number with h, d or w, such as 36h or 7d')
  .transform((text) => Number(text.slice(0, -1)) * HOURS[text.slice(-1) as keyof typeof HOURS] * HOUR_MS)
  .refine((span) => span <= MOST_HOURS * HOUR_MS, 'must be at most a year')

export const listDue = defineOperation({
  method: 'GET',
  path: '/due',
  id: 'listDue',
  summary:
    'The testcases of the versions in force that have no result, or one that expires within the span (36h, 7d, 2w; a day if absent)',
  needs: 'nothing',
  query: z.strictObject({
    subject: z.string().max(200),
    scope: z.string().max(200),
    within: spanSchema.prefault('1d'),
  }),
  answer: dueSchema,
  handle: async ({ context, at, query }) => {
    const { within: withinMs, subject } = query
    const scope = await findScopeOfSubject(context, query)
    const current = await readCurrentResults(context.database, { subjects: [subject], scopeUuid: scope.uuid, at })
    const results = current.get(subject)?.get(scope.uuid) ?? []
    const testcases = dueTestcases({ scope, defaults: context.testcases.defaults, results, at, withinMs })
    return {
      body: {
        subject,
        scope: scopeReference(context, scope.uuid),
        at: at.toISOString(),
        until: new Date(at.getTime() + withinMs).toISOString(),
        testcases: testcases.map(({ expiresAt, uses, ...testcase }) => ({
          ...testcase,
          uses: [...uses],
          ...(expiresAt && { expiresAt: expiresAt.toISOString() }),
        })),
      },
    }
  },
})
