import { sql } from 'kysely'
import type { AccountEntry } from '../accounts/account.ts'
import { recordAudit } from './audit.ts'
import type { Database } from './database.ts'

/**
 * Makes the stored accounts equal to those of an account file, all or nothing. An account that is no longer there can no
 * longer sign in or be delegated to, and its keys of both kinds end; its reports and results stay.
 */
export async function replaceAccounts(database: Database, entries: readonly AccountEntry[], at: Date): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await sql`LOCK TABLE account IN EXCLUSIVE MODE`.execute(transaction)
    await transaction.deleteFrom('delegation').execute()
    await transaction.deleteFrom('password_hash').execute()
    const ids = await writeAccounts(transaction, entries, at)
    const idOf = (subject: string) => {
      const id = ids.get(subject)
      if (id === undefined) throw new Error(`no account for the delegate ${subject}`)
      return id
    }
    for (const entry of entries) {
      const accountId = idOf(entry.subject)
      await insertAll(entry.passwordHashes, (hash) =>
        transaction.insertInto('password_hash').values({ account_id: accountId, hash }).execute(),
      )
      await insertAll(entry.delegates, (delegate) =>
        transaction
          .insertInto('delegation')
          .values({ account_id: accountId, delegate_id: idOf(delegate) })
          .execute(),
      )
      await replaceKeys(transaction, accountId, entry, at)
    }
    await recordAudit(transaction, {
      at,
      actor: 'account file',
      action: 'accounts-replaced',
      about: { count: ids.size },
    })
  })
}

async function writeAccounts(
  transaction: Database,
  entries: readonly AccountEntry[],
  at: Date,
): Promise<Map<string, number>> {
  const ids = new Map<string, number>()
  for (const { subject, group, display, roles } of entries) {
    const values = {
      group_name: group ?? null,
      display: JSON.stringify(display),
      roles: JSON.stringify(roles),
      removed_at: null,
    }
    const { id } = await transaction
      .insertInto('account')
      .values({ subject, ...values })
      .onConflict((conflict) => conflict.column('subject').doUpdateSet(values))
      .returning('id')
      .executeTakeFirstOrThrow()
    ids.set(subject, id)
  }
  const active = await transaction.selectFrom('account').select('id').where('removed_at', 'is', null).execute()
  const kept = new Set(ids.values())
  for (const { id } of active.filter((account) => !kept.has(account.id))) {
    await transaction.updateTable('account').set({ removed_at: at }).where('id', '=', id).execute()
    await endKeys(transaction, id, at)
    await transaction
      .updateTable('api_key')
      .set({ revoked_at: at })
      .where('account_id', '=', id)
      .where('revoked_at', 'is', null)
      .execute()
  }
  return ids
}

async function replaceKeys(transaction: Database, accountId: number, entry: AccountEntry, at: Date): Promise<void> {
  await endKeys(transaction, accountId, at)
  for (const key of entry.keys) {
    const values = { name: key.name, valid_from: key.validFrom ?? null, valid_until: key.validUntil ?? null }
    await transaction
      .insertInto('public_key')
      .values({ account_id: accountId, key_type: key.keyType, key_body: key.keyBody, ...values })
      .onConflict((conflict) => conflict.columns(['account_id', 'key_type', 'key_body']).doUpdateSet(values))
      .execute()
  }
}

/** Keys that ended before keep the end they had. */
async function endKeys(transaction: Database, accountId: number, at: Date): Promise<void> {
  await transaction
    .updateTable('public_key')
    .set({ valid_until: at })
    .where('account_id', '=', accountId)
    .where((where) => where.or([where('valid_until', 'is', null), where('valid_until', '>', at)]))
    .execute()
}

async function insertAll<Value>(values: readonly Value[], insert: (value: Value) => Promise<unknown>): Promise<void> {
  for (const value of values) await insert(value)
}
