import { unwatchFile, watchFile } from 'node:fs'
import type { Clock } from '#vocabulary/clock.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { Database } from '../storage/database.ts'
import { loadAccounts } from './load-accounts.ts'

/** How the last attempts to load the account file went. */
export interface AccountFileState {
  readonly file: string
  /** The moment from which the accounts in force come, and how many they are. */
  readonly loadedAt: Date
  readonly accounts: number
  /** Why the file as it is now is not in force; absent if it is. */
  readonly problem?: { readonly at: Date; readonly code: string; readonly message: string }
}

/** The account file of a running server. */
export interface AccountFile {
  state(): AccountFileState
  /** Loads it again; on a fault the accounts stay as they are, the fault is kept in the state, and thrown. */
  reload(): Promise<number>
  /** Ends watching. */
  close(): void
}

interface AccountFileOptions {
  readonly database: Database
  readonly file: string
  readonly clock: Clock

  /** Is told how it went when the file changed and was loaded by itself. */
  readonly onWatched?: (outcome: Promise<number>) => void
  /** How often the file is looked at; files in mounted folders give no other sign of a change. */
  readonly intervalMs?: number
}

const INTERVAL_MS = 2_000
/** Intervals without a further change. */
const SETTLED_AFTER = 1.5

/**
 * Loads the account file, and again whenever it changes.
 *
 * @throws CodedError SERVER_ACCOUNTS_UNREADABLE, SERVER_ACCOUNTS_INVALID if it cannot be loaded for the first time
 */
export async function openAccountFile(options: AccountFileOptions): Promise<AccountFile> {
  const { clock, database, file, intervalMs = INTERVAL_MS, onWatched } = options
  let state: AccountFileState = { file, loadedAt: clock(), accounts: await loadAccounts(database, file, clock()) }
  const load = async () => {
    const at = clock()
    try {
      const accounts = await loadAccounts(database, file, at)
      state = { file, loadedAt: at, accounts }
      return accounts
    } catch (error) {
      const { code, message } =
        error instanceof CodedError
          ? error
          : { code: 'SERVER_UNAVAILABLE', message: 'the accounts could not be stored' }
      state = { ...state, problem: { at, code, message } }
      throw error
    }
  }
  let last: Promise<unknown> = Promise.resolve()
  /** One after the other, so that the newest text wins. */
  const reload = () => {
    const next = last.then(load)
    last = next.catch(() => {})
    return next
  }
  const reloadSettled = () => {
    const outcome = reload()
    outcome.catch(() => {})
    onWatched?.(outcome)
  }
  let settling: NodeJS.Timeout | undefined
  // Half a file may be a good one with fewer accounts: it has to stay as it is for a while.
  const changed = () => {
    clearTimeout(settling)
    settling = setTimeout(reloadSettled, SETTLED_AFTER * intervalMs).unref()
  }
  watchFile(file, { interval: intervalMs, persistent: false }, changed)
  return {
    state: () => state,
    reload,
    close: () => {
      clearTimeout(settling)
      unwatchFile(file, changed)
    },
  }
}
