import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { previewPath } from '#pages/preview-page.ts'
import { previewSchema } from '#report/replay/preview.ts'
import { parseScope } from '#scopes/parse-scope.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import { askReplay } from '../replay/ask-replay.ts'
import { instantSchema } from '../state/instant-schema.ts'
import { recordAudit } from '../storage/audit.ts'
import { readEvidenceOfSubjects } from '../storage/evidence-queries.ts'
import { insertPreview } from '../storage/preview-queries.ts'
import { defineOperation } from './operation.ts'

const MOST_BUNDLES = 5_000
const MOST_BUNDLES_OF_HISTORY = 20_000

export const makePreview = defineOperation({
  method: 'POST',
  path: '/previews',
  id: 'makePreview',
  summary:
    'Who would fall by a draft of a scope, judged against the newest evidence of all subjects; nothing is changed',
  needs: 'assessor',
  takesLargeBody: true,
  body: z.strictObject({
    scope: z.string().max(1_000_000).describe('the draft: a scope file in YAML'),
    since: instantSchema.optional().describe('look at stored evidence since then, too'),
    at: instantSchema.optional(),
  }),
  answer: z.strictObject({ ...previewSchema.shape, page: z.string() }).meta({ id: 'MadePreview' }),
  statuses: [201],
  handle: async ({ context, at, account, body: { scope, since, ...asked } }) => {
    const uuid = uuidOfDraft(scope)
    const known = context.scopes.find(uuid)
    if (!known) throw new CodedError('SERVER_NOT_FOUND', 'this monitor has no scope with the uuid of the draft')
    const most = since === undefined ? MOST_BUNDLES : MOST_BUNDLES_OF_HISTORY
    const found = await readEvidenceOfSubjects(context.database, {
      scopeUuid: known.uuid,
      most,
      ...(since && { since }),
    })
    const result = await askReplay(
      {
        kind: 'preview',
        draft: { name: 'draft.yaml', text: scope },
        current: null,
        subjects: found.map(({ subject, bundles }) => {
          return { subject, evidence: bundles.map((bundle) => Buffer.from(bundle).toString('base64')) }
        }),
        at: (asked.at ?? at).toISOString(),
        since: since?.toISOString() ?? null,
      },
      previewSchema,
    )
    const preview = { uuid: randomUUID(), scopeUuid: known.uuid, madeAt: at, madeBy: account().subject, result }
    await insertPreview(context.database, preview)
    const about = { preview: preview.uuid, scope: known.slug, subjects: result.subjects }
    await recordAudit(context.database, { at, actor: account().subject, action: 'preview-made', about })
    return { status: 201, body: { ...result, page: previewPath(preview.uuid) } }
  },
})

/** The file is read with the limits for hostile texts; it is judged elsewhere. Throws CodedError SCOPE_INVALID. */
function uuidOfDraft(text: string): string {
  return parseScope(text, { fileName: 'draft.yaml' }).uuid
}
