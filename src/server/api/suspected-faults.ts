import { z } from 'zod'
import { VERDICTS } from '#vocabulary/verdict.ts'
import { readSuspectedFaults } from '../storage/suspected-fault-queries.ts'
import { listOf, scopeReferenceSchema } from './answer-schemas.ts'
import { decodeCursor, pageOf } from './cursor.ts'
import { LIST_QUERY } from './list-query.ts'
import { defineOperation } from './operation.ts'
import { scopeReference } from './scope-reference.ts'

const positionSchema = z.tuple([z.int().min(0)])

const suspectedFaultSchema = z
  .strictObject({
    id: z.int(),
    scope: scopeReferenceSchema,
    testcase: z.string(),
    verdict: z.enum(VERDICTS),
    noticedAt: z.iso.datetime(),
    subjects: z.array(z.string()),
    tested: z.int().describe('subjects that were tested for it in the same time'),
  })
  .meta({ id: 'SuspectedFault' })

export const listSuspectedFaults = defineOperation({
  method: 'GET',
  path: '/suspected-faults',
  id: 'listSuspectedFaults',
  summary:
    'Testcases that changed on many subjects within a day: rather faults of the suite or of upstream; newest first',
  needs: 'admin',
  query: z.strictObject(LIST_QUERY),
  answer: listOf(suspectedFaultSchema),
  handle: async ({ context, query: { limit, cursor } }) => {
    const before = cursor === undefined ? undefined : decodeCursor(positionSchema, cursor)[0]
    const faults = await readSuspectedFaults(context.database, {
      limit: limit + 1,
      ...(before !== undefined && { before }),
    })
    const { items, next } = pageOf(faults, limit, ({ id }) => [id])
    return {
      body: {
        items: items.map(({ id, scopeUuid, testcaseId, verdict, noticedAt, subjects, tested }) => {
          const scope = scopeReference(context, scopeUuid)
          return {
            id,
            scope,
            testcase: testcaseId,
            verdict,
            noticedAt: noticedAt.toISOString(),
            subjects: [...subjects],
            tested,
          }
        }),
        next,
      },
    }
  },
})
