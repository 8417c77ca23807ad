import { readFile } from 'node:fs/promises'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { Database } from '../storage/database.ts'
import { replaceAccounts } from '../storage/replace-accounts.ts'
import { parseAccounts } from './parse-accounts.ts'

/**
 * Reads an account file and makes the accounts of the database equal to it. On any fault nothing changes.
 *
 * @returns how many accounts there are now
 * @throws CodedError SERVER_ACCOUNTS_UNREADABLE, SERVER_ACCOUNTS_INVALID
 */
export async function loadAccounts(database: Database, fileName: string, at: Date): Promise<number> {
  let text: string
  try {
    text = await readFile(fileName, 'utf8')
  } catch (cause) {
    throw new CodedError('SERVER_ACCOUNTS_UNREADABLE', 'the account file cannot be read', { place: fileName, cause })
  }
  const entries = parseAccounts(text, fileName)
  await replaceAccounts(database, entries, at)
  return entries.length
}
