import { z } from 'zod'
import { readyListSchema } from '#report/replay/preview.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import { askReplay } from '../replay/ask-replay.ts'
import { readEvidenceOfSubjects } from '../storage/evidence-queries.ts'
import { requireEvidenceReading } from './evidence.ts'
import { defineOperation } from './operation.ts'
import { requireScope } from './scopes.ts'

export const getReady = defineOperation({
  method: 'GET',
  path: '/subjects/{subject}/ready',
  id: 'getReady',
  summary: 'Whether a subject is ready for a scope version: a check list, ticked from its newest evidence',
  needs: 'account',
  params: z.strictObject({ subject: z.string().max(200) }),
  query: z.strictObject({ scope: z.string().max(200), version: z.string().max(100).default('next') }),
  answer: readyListSchema,
  handle: async ({ context, at, account, params: { subject }, query }) => {
    await requireEvidenceReading(context, account(), { subject, uuid: '' })
    const { uuid, versions } = requireScope(context, query.scope)
    if (!versions.some(({ version }) => version === query.version)) {
      throw new CodedError('SERVER_NOT_FOUND', 'the scope has no such version')
    }
    const [found] = await readEvidenceOfSubjects(context.database, { scopeUuid: uuid, subject, most: 1 })
    const [newest] = found?.bundles ?? []
    if (newest === undefined) throw new CodedError('SERVER_NOT_FOUND', 'there is no evidence about this subject')
    const evidence = Buffer.from(newest).toString('base64')
    const request = { kind: 'ready', evidence, scope: uuid, version: query.version, at: at.toISOString() } as const
    return { body: await askReplay(request, readyListSchema) }
  },
})
