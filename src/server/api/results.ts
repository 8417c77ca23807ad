import { z } from 'zod'
import { listingRules } from '../listing-rules.ts'
import { recordAudit } from '../storage/audit.ts'
import { readListedResults } from '../storage/result-queries.ts'
import { listOf, resultSchema } from './answer-schemas.ts'
import { decodeCursor, pageOf } from './cursor.ts'
import { LIST_QUERY } from './list-query.ts'
import { defineOperation } from './operation.ts'
import { ownOr } from './reports.ts'
import { scopeReference } from './scope-reference.ts'
import { requireScope } from './scopes.ts'

/** How reports of the new style say that a result holds for all versions. */
const EVERY_VERSION = '*'

const positionSchema = z.tuple([z.iso.datetime(), z.int().min(0), z.string(), z.string()])

export const listResults = defineOperation({
  method: 'GET',
  path: '/results',
  id: 'listResults',
  summary: 'Results that have not expired more than seven days ago, newest first; others’ with the role read_any',
  needs: 'account',
  query: z.strictObject({
    ...LIST_QUERY,
    subject: z.string().max(200).optional(),
    scope: z.string().max(200).optional(),
    approved: z.stringbool().optional(),
  }),
  answer: listOf(resultSchema),
  handle: async ({ context, at, account, query: { limit, cursor, subject, scope, approved } }) => {
    const about = ownOr(account(), subject)
    const position = cursor === undefined ? undefined : decodeCursor(positionSchema, cursor)
    const results = await readListedResults(context.database, {
      ...listingRules(context, at),
      ...(about !== undefined && { subject: about }),
      ...(scope !== undefined && { scopeUuid: requireScope(context, scope).uuid }),
      ...(approved !== undefined && { isApproved: approved }),
      ...(position && {
        after: {
          checkedAt: new Date(position[0]),
          reportId: position[1],
          testcaseId: position[2],
          scopeVersion: position[3],
        },
      }),
      limit: limit + 1,
    })
    if (about !== account().subject) {
      const entry = { subject: about ?? '*', count: Math.min(limit, results.length) }
      await recordAudit(context.database, { at, actor: account().subject, action: 'results-listed', about: entry })
    }
    const { items, next } = pageOf(results, limit, ({ checkedAt, reportId, testcaseId, scopeVersion }) => [
      checkedAt.toISOString(),
      reportId,
      testcaseId,
      scopeVersion,
    ])
    return {
      body: {
        items: items.map((result) => ({
          report: result.reportUuid,
          subject: result.subject,
          scope: scopeReference(context, result.scopeUuid),
          version: result.scopeVersion === EVERY_VERSION ? null : result.scopeVersion,
          testcase: result.testcaseId,
          verdict: result.verdict,
          checkedAt: result.checkedAt.toISOString(),
          isApproved: result.isApproved,
        })),
        next,
      },
    }
  },
})
