import { z } from 'zod'

const nameSchema = z.string().regex(/^[a-z_][a-z_0-9]{0,62}$/)
const digestSchema = z.string().regex(/^[0-9a-f]{64}$/)

/** The first line of a backup; docs/backup-format.md describes the whole file. */
export const backupHeaderSchema = z.strictObject({
  format: z.literal('siegel-backup'),
  version: z.literal(1),
  madeAt: z.iso.datetime(),
  /** The migrations that had made the tables. */
  schema: z
    .array(z.strictObject({ name: z.string().regex(/^\d{4}-[a-z0-9-]{1,80}$/), sha256: digestSchema }))
    .min(1)
    .max(1_000),
  /** In the order in which their rows follow; a table comes after those that it refers to. */
  tables: z
    .array(
      z.strictObject({
        name: nameSchema,
        columns: z.array(nameSchema).min(1).max(200),
        rows: z.int().min(0),
      }),
    )
    .max(200),
})

/** The last line: the SHA-256 of all bytes before it. */
export const backupEndSchema = z.strictObject({ sha256: digestSchema })

export type BackupHeader = z.infer<typeof backupHeaderSchema>
export type BackupTable = BackupHeader['tables'][number]

/** Longer lines are refused: a row holds at most one upload of 4 MiB, in hexadecimal, or one document. */
export const LONGEST_LINE = 64 * 1024 * 1024
