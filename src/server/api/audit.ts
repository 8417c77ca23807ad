import { z } from 'zod'
import { readAudit, recordAudit } from '../storage/audit.ts'
import { auditEntrySchema, listOf } from './answer-schemas.ts'
import { decodeCursor, pageOf } from './cursor.ts'
import { LIST_QUERY } from './list-query.ts'
import { defineOperation } from './operation.ts'

const positionSchema = z.tuple([z.int().min(0)])

export const listAudit = defineOperation({
  method: 'GET',
  path: '/audit',
  id: 'listAudit',
  summary: 'Who did what that needs a privilege, newest first',
  needs: 'admin',
  query: z.strictObject(LIST_QUERY),
  answer: listOf(auditEntrySchema),
  handle: async ({ context, at, account, query: { limit, cursor } }) => {
    const before = cursor === undefined ? undefined : decodeCursor(positionSchema, cursor)[0]
    const entries = await readAudit(context.database, { limit: limit + 1, ...(before !== undefined && { before }) })
    const { items, next } = pageOf(entries, limit, ({ id }) => [id])
    const about = { count: items.length }
    await recordAudit(context.database, { at, actor: account().subject, action: 'audit-read', about })
    return {
      body: {
        items: items.map((entry) => ({ ...entry, at: entry.at.toISOString(), about: { ...entry.about } })),
        next,
      },
    }
  },
})
