import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { CodedError } from '#vocabulary/coded-error.ts'

/** A lock that is held until it is released or the process ends, however it ends. */
export interface DirectoryLock {
  release(): void
}

/** Handles that nobody else keeps would be collected as garbage, and their locks would end without notice. */
const held = new Set<DatabaseSync>()

/**
 * Locks a data directory for this process. PGlite has no lock of its own, and two processes on one directory lose data
 * without noticing; the operating system frees the lock of an SQLite file also after kill -9.
 *
 * @throws CodedError SERVER_DATA_LOCKED if another process holds it, SERVER_DATA_UNUSABLE if the directory cannot be used
 */
export function lockDirectory(directory: string): DirectoryLock {
  let database: DatabaseSync
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    database = new DatabaseSync(join(directory, 'lock.sqlite'))
  } catch (cause) {
    throw new CodedError('SERVER_DATA_UNUSABLE', 'the data directory cannot be used', { place: directory, cause })
  }
  try {
    database.exec('PRAGMA locking_mode = exclusive; BEGIN EXCLUSIVE')
  } catch (cause) {
    database.close()
    throw new CodedError('SERVER_DATA_LOCKED', 'another process uses the data directory', { place: directory, cause })
  }
  held.add(database)
  return {
    release() {
      held.delete(database)
      database.close()
    },
  }
}
