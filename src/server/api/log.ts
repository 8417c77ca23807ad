import { z } from 'zod'
import { CodedError } from '#vocabulary/coded-error.ts'
import { requireReading } from '../accounts/require-reading.ts'
import { requireRole } from '../accounts/require-role.ts'
import type { LoggedEntry } from '../log/transparency-log.ts'
import { findReport } from '../storage/report-queries.ts'
import { logEntrySchema, logOpeningSchema } from './answer-schemas.ts'
import { defineOperation } from './operation.ts'

const paramsSchema = z.strictObject({ index: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER) })

export const getLogEntry = defineOperation({
  method: 'GET',
  path: '/log/entries/{index}',
  id: 'getLogEntry',
  summary: 'An entry of the transparency log, with the proof that it is in the log',
  needs: 'nothing',
  params: paramsSchema,
  answer: logEntrySchema,
  handle: async ({ context, params }) => {
    const logged = await context.log.find(params)
    if (!logged) throw new CodedError('SERVER_NOT_FOUND', 'the log has no such entry')
    return { body: toLogEntry(logged) }
  },
})

export const openLogEntry = defineOperation({
  method: 'GET',
  path: '/log/entries/{index}/opening',
  id: 'openLogEntry',
  summary: 'What the salted digest of an entry is of; for the subject that it is about, and with the role read_any',
  needs: 'account',
  params: paramsSchema,
  answer: logOpeningSchema,
  handle: async ({ context, params, account }) => {
    const { salt, opening } = (await context.log.find(params)) ?? {}
    if (typeof salt !== 'string' || typeof opening !== 'string') {
      throw new CodedError('SERVER_NOT_FOUND', 'the log has no such entry with a salted digest')
    }
    const [kind, about] = z.tuple([z.string(), z.string()]).rest(z.unknown()).parse(JSON.parse(opening))
    const report = kind === 'remark' ? await findReport(context.database, about) : undefined
    if (report) await requireReading(context, account(), report)
    else if (kind !== 'evaluation' || about !== account().subject) requireRole(account(), 'read_any')
    return { body: { salt, text: opening } }
  },
})

/** As the API shows an entry. */
export function toLogEntry({ index, entry, proof }: LoggedEntry) {
  return { index, entry, proof }
}
