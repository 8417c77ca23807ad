import { closeSync, openSync, rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'

/** A lock that is held until it is released or the process ends, however it ends. */
export interface FileLock {
  /** Frees the lock; `remove` takes its file away, too. */
  release(options?: { readonly remove?: boolean }): void
}

/** Handles that nobody else keeps would be collected as garbage, and their locks would end without notice. */
const held = new Set<DatabaseSync>()

/**
 * Takes an exclusive lock with this file, or undefined if another process has it. The operating system frees the lock
 * of an SQLite file also after SIGKILL, which a file with a process number in it would survive.
 */
export function takeFileLock(path: string): FileLock | undefined {
  // SQLite would let others read it.
  closeSync(openSync(path, 'a', 0o600))
  const database = new DatabaseSync(path)
  try {
    database.exec('PRAGMA locking_mode = exclusive; PRAGMA journal_mode = memory; BEGIN EXCLUSIVE')
  } catch {
    database.close()
    return undefined
  }
  held.add(database)
  return {
    release({ remove = false } = {}) {
      held.delete(database)
      // Removed while it is still held: nobody can lock a file that is about to vanish.
      if (remove) rmSync(path, { force: true })
      database.close()
    },
  }
}
