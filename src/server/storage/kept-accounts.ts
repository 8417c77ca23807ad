import type { Account } from '../accounts/account.ts'
import { createBoundedCache } from '../state/bounded-cache.ts'
import { shareRuns } from '../state/share-runs.ts'
import { findAccount, readKeys, readSubjectsDelegatedTo } from './account-queries.ts'
import { findAccountByApiKey } from './api-key-queries.ts'
import type { Database } from './database.ts'
import { readAccountNumber } from './read-changes.ts'

/** The questions about accounts that each upload asks. */
export interface KeptAccounts {
  findAccount(subject: string): ReturnType<typeof findAccount>
  findAccountByApiKey(sha256: string, at: Date): Promise<Account | undefined>
  readKeys(accountId: number): ReturnType<typeof readKeys>
  readSubjectsDelegatedTo(accountId: number): ReturnType<typeof readSubjectsDelegatedTo>
}

const MOST_ANSWERS = 2_000
const ofDatabase = new WeakMap<Database, KeptAccounts>()

/**
 * Answers from memory, as long as no account, password, key or delegation of the database has changed, in whatever process:
 * each question asks for that first, together with all others of the same instant. Only what was found is kept.
 */
export function keptAccounts(database: Database): KeptAccounts {
  const known = ofDatabase.get(database) ?? createKeptAccounts(database)
  ofDatabase.set(database, known)
  return known
}

function createKeptAccounts(database: Database): KeptAccounts {
  const currentNumber = shareRuns(() => readAccountNumber(database))
  let number = -1
  const forget: (() => void)[] = []

  function kept<Key, Answer>(ask: (key: Key) => Promise<Answer>): (key: Key) => Promise<Answer> {
    let answers = createBoundedCache<Key, NonNullable<Answer>>(MOST_ANSWERS)
    forget.push(() => {
      answers = createBoundedCache(MOST_ANSWERS)
    })
    return async (key) => {
      const numberNow = await currentNumber()
      if (numberNow !== number) {
        number = numberNow
        for (const one of forget) one()
      }
      const found = answers.get(key)
      if (found !== undefined) return found
      const answer = await ask(key)
      // A change in the meantime may have come too late for the answer.
      if (answer !== undefined && answer !== null && numberNow === number) answers.set(key, answer, 1)
      return answer
    }
  }

  const byApiKey = kept((sha256: string) => findAccountByApiKey(database, sha256))
  return {
    findAccount: kept((subject: string) => findAccount(database, subject)),
    findAccountByApiKey: async (sha256, at) => {
      const found = await byApiKey(sha256)
      return found && (found.expiresAt === undefined || found.expiresAt > at) ? found.account : undefined
    },
    readKeys: kept((accountId: number) => readKeys(database, accountId)),
    readSubjectsDelegatedTo: kept((accountId: number) => readSubjectsDelegatedTo(database, accountId)),
  }
}
