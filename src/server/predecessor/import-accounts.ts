import { accountFileSchema } from '../accounts/account-file-schema.ts'
import { recordAudit } from '../storage/audit.ts'
import type { Database } from '../storage/database.ts'
import type { AccountRow } from './predecessor-source.ts'
import type { ImportProblem } from './read-report-row.ts'

/** The predecessor's numbers for roles; a set is their sum. */
const ROLES = [
  { number: 1, word: 'read_any', role: 'read_any' },
  { number: 2, word: 'append_any', role: 'append_any' },
  { number: 8, word: 'approve', role: 'assessor' },
  { number: 4, word: 'admin', role: 'admin' },
] as const
const ALL_ROLES = ROLES.reduce((sum, { number }) => sum + number, 0)

/**
 * Takes over the accounts that are not here yet, all or nothing. Those that are stay as they are, so that what was taken
 * away from them meanwhile does not come back.
 */
export async function importAccounts(
  database: Database,
  rows: readonly AccountRow[],
  { actor, at }: { readonly actor: string; readonly at: Date },
): Promise<{ readonly added: number; readonly problems: readonly ImportProblem[] }> {
  const problems: ImportProblem[] = []
  const added = await database.transaction().execute(async (transaction) => {
    const ids = new Map<AccountRow, number>()
    for (const row of rows) {
      const id = await insertAccount(transaction, row, problems)
      if (id !== undefined) ids.set(row, id)
    }
    for (const [{ subject, delegates }, id] of ids)
      await insertDelegates(transaction, { subject, delegates, id }, problems)
    if (ids.size > 0) {
      const about = { count: ids.size }
      await recordAudit(transaction, { at, actor, action: 'accounts-imported', about })
    }
    return ids.size
  })
  return { added, problems }
}

/** Its number if it is new. */
async function insertAccount(
  transaction: Database,
  row: AccountRow,
  problems: ImportProblem[],
): Promise<number | undefined> {
  const about = `account ${row.subject.slice(0, 100)}`
  const lose = (problem: string) => problems.push({ about, problem, isLost: true })
  if (!isEntry({ subject: row.subject })) {
    lose('its subject is no name of a subject')
    return undefined
  }
  const isGroup = row.group === null || isEntry({ subject: row.subject, group: row.group })
  const inserted = await transaction
    .insertInto('account')
    .values({
      subject: row.subject,
      group_name: isGroup ? row.group : null,
      display: '{}',
      roles: JSON.stringify(ROLES.flatMap(({ number, role }) => ((row.roles & number) !== 0 ? [role] : []))),
      removed_at: null,
    })
    .onConflict((conflict) => conflict.column('subject').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!inserted) return undefined
  if (!isGroup) lose('its group is no name of one')
  if ((row.roles & ~ALL_ROLES) !== 0) lose(`its roles ${row.roles} hold one that is not known`)
  const account_id = inserted.id
  for (const hash of row.hashes) {
    if (isEntry({ subject: row.subject, api_keys: [hash] })) {
      await transaction.insertInto('password_hash').values({ account_id, hash }).execute()
    } else lose('a hash of a password is neither argon2id nor bcrypt')
  }
  for (const { type, body, name } of row.keys) {
    const key = { public_key: body, public_key_type: type, public_key_name: name }
    if (isEntry({ subject: row.subject, keys: [key] })) {
      await transaction
        .insertInto('public_key')
        .values({ account_id, key_type: type, key_body: body, name: name ?? '', valid_from: null, valid_until: null })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    } else lose('a public key is not of the form `type base64`')
  }
  return account_id
}

async function insertDelegates(
  transaction: Database,
  { subject, delegates, id }: Pick<AccountRow, 'subject' | 'delegates' | 'id'>,
  problems: ImportProblem[],
): Promise<void> {
  for (const delegate of delegates) {
    const found = await transaction
      .selectFrom('account')
      .select('id')
      .where('subject', '=', delegate)
      .executeTakeFirst()
    if (found) {
      await transaction.insertInto('delegation').values({ account_id: id, delegate_id: found.id }).execute()
    } else {
      problems.push({ about: `account ${subject}`, problem: 'one of its delegates is no account', isLost: true })
    }
  }
}

/** What the account file would take. */
function isEntry(entry: Readonly<Record<string, unknown>>): boolean {
  return accountFileSchema.safeParse({ accounts: [entry] }).success
}
