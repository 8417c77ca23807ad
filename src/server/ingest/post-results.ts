import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { verdictOfNumber } from '#report/verdict-numbers.ts'
import { isTestcaseId } from '#vocabulary/testcase-id.ts'
import { requireRole } from '../accounts/require-role.ts'
import { signInFirst } from '../accounts/sign-in-first.ts'
import { answerNull } from '../answer-null.ts'
import type { ServerContext } from '../context.ts'
import { acceptJson } from '../json-body.ts'
import { parseInput } from '../parse-input.ts'
import { insertRemarks, type Remark } from '../storage/insert-remarks.ts'

const BODY_LIMIT = 524_288
const MOST_REMARKS = 1_000

const remarkSchema = z.looseObject({
  reportuuid: z.uuid().toLowerCase(),
  scopeuuid: z.uuid().toLowerCase(),
  version: z.string().min(1).max(50).default('*'),
  check: z.string().refine(isTestcaseId, 'is no testcase id'),
  approval: z.boolean(),
  result: z.literal([1, 0, -1]).optional(),
})
const bodySchema = z.union([z.array(remarkSchema).max(MOST_REMARKS), remarkSchema.transform((remark) => [remark])])

/** `POST /results`: an assessor approves results or takes the approval back. No verdict changes by it. */
export async function postResults(app: FastifyInstance, context: ServerContext): Promise<void> {
  const { onRequest, accountOf } = signInFirst(context)
  acceptJson(app, BODY_LIMIT)
  app.post('/results', { bodyLimit: BODY_LIMIT, onRequest }, async (request, reply) => {
    const account = accountOf(request)
    requireRole(account, 'assessor')
    const remarks = parseInput(bodySchema, request.body).map((record): Remark => {
      const verdict = verdictOfNumber(record.result)
      return {
        reportUuid: record.reportuuid,
        scopeUuid: record.scopeuuid,
        scopeVersion: record.version,
        testcaseId: record.check,
        isApproved: record.approval,
        ...(verdict && { verdict }),
      }
    })
    await insertRemarks(context.database, remarks, { actor: account.subject, at: context.clock() })
    return answerNull(reply)
  })
}
