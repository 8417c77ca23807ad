import { createHash } from 'node:crypto'
import type { NoteKey } from '#transparency/note-key.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import { appendToLog, holdLog } from '../storage/append-to-log.ts'
import type { Database } from '../storage/database.ts'

/**
 * Notes the keys that sign for this database, and tells new ones in the log itself. Of the keys of a process one at least
 * has to be known already, so that two processes never sign under different names, or with keys that nobody handed over.
 *
 * @throws CodedError LOG_KEY_UNKNOWN
 */
export async function registerLogKeys(database: Database, keys: readonly NoteKey[], at: Date): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await holdLog(transaction)
    const known = new Set(
      (await transaction.selectFrom('log_key').select('verifier_key').execute()).map((row) => row.verifier_key),
    )
    if (known.size > 0 && !keys.some(({ verifierKey }) => known.has(verifierKey))) {
      throw new CodedError('LOG_KEY_UNKNOWN', 'none of the keys of this process has signed for this database before', {
        place: keys[0]?.verifierKey,
      })
    }
    const added = keys.filter(({ verifierKey }) => !known.has(verifierKey))
    if (added.length === 0) return
    await transaction
      .insertInto('log_key')
      .values(added.map(({ verifierKey }) => ({ verifier_key: verifierKey, since: at })))
      .execute()
    await appendToLog(
      transaction,
      added.map(({ verifierKey }) => ({
        kind: 'key',
        at,
        digest: createHash('sha256').update(verifierKey).digest('hex'),
      })),
    )
  })
}
