import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { type EntryKind, formatEntry, saltedDigest } from '#transparency/entry.ts'
import type { Database } from './database.ts'

interface Act {
  readonly kind: EntryKind
  readonly at: Date
}

/** Something of which the transparency log tells a digest. */
export type LogAct =
  /** What nobody can guess, by its SHA-256 in hexadecimal. */
  | (Act & { readonly digest: string; readonly reportUuid?: string })
  /** What could be guessed: the log has the digest of salt and text, the database both. */
  | (Act & { readonly opening: string })

const SALT_BYTES = 16

/**
 * Appends entries to the transparency log and holds it until the transaction ends; so this should come last in it. The
 * tree is computed later, by whoever asks for a checkpoint.
 */
export async function appendToLog(transaction: Database, acts: readonly LogAct[]): Promise<void> {
  if (acts.length === 0) return
  const rows = acts.map((act) => {
    if ('digest' in act) {
      const entry = formatEntry({ ...act, isSalted: false })
      return { entry, salt: null, opening: null, report_uuid: act.reportUuid ?? null }
    }
    const salt = randomBytes(SALT_BYTES)
    const entry = formatEntry({ ...act, digest: saltedDigest(salt, act.opening), isSalted: true })
    return { entry, salt: salt.toString('hex'), opening: act.opening, report_uuid: null }
  })
  await sql`
    WITH state AS (
      INSERT INTO log_state (size) VALUES (${rows.length}::int)
      ON CONFLICT (is_only) DO UPDATE SET size = log_state.size + ${rows.length}::int RETURNING size
    )
    INSERT INTO log_entry (index, entry, salt, opening, report_uuid)
    SELECT state.size - ${rows.length}::int + given.number - 1, given.entry, given.salt, given.opening, given.report_uuid
    FROM state, ROWS FROM (
      jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
        AS (entry text, salt text, opening text, report_uuid text)
    ) WITH ORDINALITY AS given (entry, salt, opening, report_uuid, number)
  `.execute(transaction)
}

/** Waits until no other transaction holds the log, and holds it until this one ends. */
export async function holdLog(transaction: Database): Promise<void> {
  await sql`
    INSERT INTO log_state (size) VALUES (0) ON CONFLICT (is_only) DO UPDATE SET size = log_state.size
  `.execute(transaction)
}
