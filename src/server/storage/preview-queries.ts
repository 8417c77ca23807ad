import { type Preview, previewSchema } from '#report/replay/preview.ts'
import type { Database } from './database.ts'

export interface StoredPreview {
  readonly uuid: string
  readonly scopeUuid: string
  readonly madeAt: Date
  readonly madeBy: string
  readonly result: Preview
}

export async function insertPreview(database: Database, preview: StoredPreview): Promise<void> {
  const { uuid, scopeUuid, madeAt, madeBy, result } = preview
  await database
    .insertInto('preview')
    .values({ uuid, scope_uuid: scopeUuid, made_at: madeAt, made_by: madeBy, result: JSON.stringify(result) })
    .execute()
}

/** Undefined if there is none with this uuid. */
export async function findPreview(database: Database, uuid: string): Promise<StoredPreview | undefined> {
  const row = await database.selectFrom('preview').selectAll().where('uuid', '=', uuid).executeTakeFirst()
  const result = previewSchema.safeParse(row?.result)
  if (!row || !result.success) return undefined
  return { uuid, scopeUuid: row.scope_uuid, madeAt: row.made_at, madeBy: row.made_by, result: result.data }
}
