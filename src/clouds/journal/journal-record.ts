import { z } from 'zod'

/** Which cloud a journal is about: what is in it can be removed only with a credential for the same project. */
export const cloudIdentitySchema = z.object({
  /** Scheme, host and port of Keystone. */
  authOrigin: z.string().max(2_000),
  region: z.string().max(255).nullable(),
  /** The project; for a domain manager, who has none, `user:` and the id of the user. */
  projectId: z.string().max(255),
})

export type CloudIdentity = z.infer<typeof cloudIdentitySchema>

const number = z.int().positive()

/** The first line of a journal. */
export const runRecordSchema = z.object({
  record: z.literal('run'),
  format: z.literal(1),
  runId: z.string().regex(/^[a-z0-9]{6,40}$/),
  cloud: cloudIdentitySchema,
  startedAt: z.iso.datetime(),
})

/**
 * All other lines. `number` counts the objects of a run.
 *
 * - `intended`: written before the call. `parentId` is the object without which this one cannot be addressed;
 *   `id` is there if it is known beforehand
 * - `created`: the cloud has told the id
 * - `refused`: the cloud has turned the call down, so that there is nothing
 * - `gone`: it was seen that the object no longer exists
 * - `kept`: the run handed it over to somebody, and it is to stay
 */
export const objectRecordSchema = z.discriminatedUnion('record', [
  z.object({
    record: z.literal('intended'),
    number,
    kind: z.string().max(50),
    name: z.string().min(1).max(255),
    parentId: z.string().max(255).nullable(),
    id: z.string().max(255).nullable(),
    at: z.iso.datetime(),
  }),
  z.object({ record: z.literal('created'), number, id: z.string().min(1).max(255) }),
  z.object({ record: z.literal('refused'), number }),
  z.object({ record: z.literal('gone'), number }),
  z.object({ record: z.literal('kept'), number }),
])

export type ObjectRecord = z.infer<typeof objectRecordSchema>

/** An object that may exist, as far as the journal knows. */
export interface RecordedObject {
  readonly number: number
  readonly kind: string
  readonly name: string
  readonly parentId: string | null
  /** Null: the answer of the cloud never came, so that only the name can tell whether it exists. */
  readonly id: string | null
  /** Whether the cloud has said that it created the object; else its creation may still be under way. */
  readonly isConfirmed: boolean
  readonly intendedAt: Date
}

/** What is left of a run's objects after all its records, in the order in which they were intended. */
export function openObjects(records: readonly ObjectRecord[]): RecordedObject[] {
  const objects = new Map<number, RecordedObject>()
  for (const record of records) {
    if (record.record === 'intended') {
      const { at, id, kind, name, parentId } = record
      const intendedAt = new Date(at)
      objects.set(record.number, { number: record.number, kind, name, parentId, id, isConfirmed: false, intendedAt })
      continue
    }
    const known = objects.get(record.number)
    if (known === undefined) continue
    if (record.record === 'created') objects.set(record.number, { ...known, id: record.id, isConfirmed: true })
    else objects.delete(record.number)
  }
  return [...objects.values()]
}
