import type { Account, Role } from '../accounts/account.ts'
import type { Database } from './database.ts'

export interface StoredApiKey {
  readonly id: number
  readonly name: string
  readonly madeAt: Date
  readonly expiresAt?: Date
  readonly revokedAt?: Date
}

interface NewApiKey {
  readonly subject: string
  readonly sha256: string
  readonly name: string
  readonly madeAt: Date
  readonly expiresAt?: Date
}

const MOST_KEYS = 50

/** The account to which an API key belongs, unless the key was revoked, or the account removed; and how long the key is good. */
export async function findAccountByApiKey(
  database: Database,
  sha256: string,
): Promise<{ readonly account: Account; readonly expiresAt?: Date } | undefined> {
  const row = await database
    .selectFrom('api_key')
    .innerJoin('account', 'account.id', 'api_key.account_id')
    .select(['account.id', 'account.subject', 'account.roles', 'api_key.expires_at'])
    .where('api_key.sha256', '=', sha256)
    .where('api_key.revoked_at', 'is', null)
    .where('account.removed_at', 'is', null)
    .executeTakeFirst()
  if (!row) return undefined
  const account = { id: row.id, subject: row.subject, roles: row.roles as Role[] }
  return { account, ...(row.expires_at && { expiresAt: row.expires_at }) }
}

/** Stores a key; undefined if there is no such account, or if it has 50 keys that are not revoked. */
export async function insertApiKey(database: Database, key: NewApiKey): Promise<StoredApiKey | undefined> {
  return database.transaction().execute(async (transaction) => {
    const account = await transaction
      .selectFrom('account')
      .select('id')
      .where('subject', '=', key.subject)
      .where('removed_at', 'is', null)
      .forUpdate()
      .executeTakeFirst()
    if (!account) return undefined
    const keys = await readApiKeys(transaction, key.subject)
    if (keys.filter(({ revokedAt }) => !revokedAt).length >= MOST_KEYS) return undefined
    const { id } = await transaction
      .insertInto('api_key')
      .values({
        account_id: account.id,
        sha256: key.sha256,
        name: key.name,
        made_at: key.madeAt,
        expires_at: key.expiresAt ?? null,
        revoked_at: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const { name, madeAt, expiresAt } = key
    return { id, name, madeAt, ...(expiresAt && { expiresAt }) }
  })
}

/** The keys of a subject's account, revoked ones included, oldest first. */
export async function readApiKeys(database: Database, subject: string): Promise<StoredApiKey[]> {
  const rows = await database
    .selectFrom('api_key')
    .innerJoin('account', 'account.id', 'api_key.account_id')
    .select(['api_key.id', 'api_key.name', 'api_key.made_at', 'api_key.expires_at', 'api_key.revoked_at'])
    .where('account.subject', '=', subject)
    .orderBy('api_key.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    madeAt: row.made_at,
    ...(row.expires_at && { expiresAt: row.expires_at }),
    ...(row.revoked_at && { revokedAt: row.revoked_at }),
  }))
}

/** Ends a key at once; false if the subject has no such key. A key that was revoked before keeps that moment. */
export async function revokeApiKey(database: Database, subject: string, id: number, at: Date): Promise<boolean> {
  const own = (await readApiKeys(database, subject)).some((key) => key.id === id)
  if (!own) return false
  await database
    .updateTable('api_key')
    .set({ revoked_at: at })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .execute()
  return true
}
