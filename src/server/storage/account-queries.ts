import { visibleText } from '#pages/visible-text.ts'
import type { Account, AccountDisplay, Role } from '../accounts/account.ts'
import type { Database } from './database.ts'

/** The account of a subject with its password hashes; undefined if there is none, or if it was removed. */
export async function findAccount(
  database: Database,
  subject: string,
): Promise<{ readonly account: Account; readonly passwordHashes: readonly string[] } | undefined> {
  const rows = await database
    .selectFrom('account')
    .leftJoin('password_hash', 'password_hash.account_id', 'account.id')
    .select(['account.id', 'account.roles', 'password_hash.hash'])
    .where('account.subject', '=', subject)
    .where('account.removed_at', 'is', null)
    .execute()
  const first = rows[0]
  if (!first) return undefined
  return {
    account: { id: first.id, subject, roles: first.roles as Role[] },
    passwordHashes: rows.flatMap(({ hash }) => (hash === null ? [] : [hash])),
  }
}

/** The keys that an account signs with, withdrawn ones included. */
export async function readKeys(database: Database, accountId: number) {
  const rows = await database
    .selectFrom('public_key')
    .select(['key_type', 'key_body', 'name', 'valid_from', 'valid_until'])
    .where('account_id', '=', accountId)
    .execute()
  return rows.map((row) => ({
    keyType: row.key_type,
    keyBody: row.key_body,
    name: row.name,
    ...(row.valid_from && { validFrom: row.valid_from }),
    ...(row.valid_until && { validUntil: row.valid_until }),
  }))
}

/** The subjects that have named this account as their delegate. */
export async function readSubjectsDelegatedTo(database: Database, accountId: number): Promise<Set<string>> {
  const rows = await database
    .selectFrom('delegation')
    .innerJoin('account', 'account.id', 'delegation.account_id')
    .select('account.subject')
    .where('delegation.delegate_id', '=', accountId)
    .where('account.removed_at', 'is', null)
    .execute()
  return new Set(rows.map(({ subject }) => subject))
}

/** A subject as the pages list it. */
export interface ListedSubject {
  readonly subject: string
  readonly group?: string
  readonly display: AccountDisplay
}

/** An active account, and whether it is a subject for the overview. */
export interface ActiveSubject extends ListedSubject {
  readonly isListed: boolean
}

/**
 * The active accounts by name. For the overview are those that are clouds: an account that holds a role, or is some
 * subject's delegate, is a tool or a person, unless there are results for it or it belongs to a group.
 */
export async function readActiveSubjects(database: Database): Promise<ActiveSubject[]> {
  const rows = await database
    .selectFrom('account')
    .select(['subject', 'group_name', 'display', 'roles'])
    .select(({ exists, selectFrom }) => [
      exists(selectFrom('delegation').whereRef('delegate_id', '=', 'account.id').select('delegate_id')).as(
        'is_delegate',
      ),
      exists(selectFrom('state_change').whereRef('state_change.subject', '=', 'account.subject').select('subject')).as(
        'has_results',
      ),
    ])
    .where('removed_at', 'is', null)
    .orderBy('subject')
    .execute()
  return rows.map((row) => {
    const isCloud = !row.is_delegate && (row.roles as Role[]).length === 0
    return { ...toListed(row), isListed: row.has_results === true || row.group_name !== null || isCloud }
  })
}

/** The subjects for the overview. */
export async function readListedSubjects(database: Database): Promise<ListedSubject[]> {
  const all = await readActiveSubjects(database)
  return all.filter(({ isListed }) => isListed).map(({ isListed, ...listed }) => listed)
}

/** The active account of a subject as the pages show it. */
export async function findListedSubject(database: Database, subject: string): Promise<ListedSubject | undefined> {
  const row = await database
    .selectFrom('account')
    .select(['subject', 'group_name', 'display'])
    .where('subject', '=', subject)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  return row && toListed(row)
}

/** The active members of a group, by name. */
export async function readGroupMembers(database: Database, group: string): Promise<ListedSubject[]> {
  const rows = await database
    .selectFrom('account')
    .select(['subject', 'group_name', 'display'])
    .where('group_name', '=', group)
    .where('removed_at', 'is', null)
    .orderBy('subject')
    .execute()
  return rows.map(toListed)
}

function visibleDisplay(display: AccountDisplay): AccountDisplay {
  return Object.fromEntries(Object.entries(display).map(([name, text]) => [name, visibleText(String(text))]))
}

function toListed(row: { subject: string; group_name: string | null; display: unknown }): ListedSubject {
  return {
    subject: row.subject,
    ...(row.group_name !== null && { group: row.group_name }),
    display: visibleDisplay(row.display as AccountDisplay),
  }
}
