import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from '#vocabulary/clock.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import { takeFileLock } from './file-lock.ts'
import { continueJournal, type Journal, lockFileOf } from './journal.ts'
import { type CloudIdentity, openObjects } from './journal-record.ts'
import { readJournal } from './read-journal.ts'

/** What the directory of journals holds about one cloud. */
export interface LeftJournals {
  /** Of runs that are over; each is locked until it is closed. Oldest first. */
  readonly journals: readonly Journal[]
  /** Of runs that are still going on. */
  readonly runningIds: readonly string[]
  /** Journals that cannot be read; they may be of any cloud. */
  readonly problems: readonly CodedError[]
}

/**
 * Takes over the journals of runs that are over, as far as they are about this cloud. Those without anything left are
 * removed on the way.
 */
export function takeLeftJournals(directory: string, cloud: CloudIdentity, clock: Clock): LeftJournals {
  const journals: Journal[] = []
  const problems: CodedError[] = []
  const runningIds: string[] = []
  for (const path of journalPaths(directory)) {
    try {
      const journal = takeJournal(path, cloud, clock)
      if (typeof journal === 'string') runningIds.push(journal)
      else if (journal !== undefined) journals.push(journal)
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error)
      problems.push(
        error instanceof CodedError
          ? error
          : new CodedError('CLOUDS_JOURNAL_MALFORMED', `The journal cannot be read: ${problem}.`, { place: path }),
      )
    }
  }
  return { journals, runningIds, problems }
}

/** The journal, or the id of the run that still has it, or nothing. */
function takeJournal(path: string, cloud: CloudIdentity, clock: Clock): Journal | string | undefined {
  const before = readJournal(path)
  if (before !== undefined && !isSame(before.run.cloud, cloud)) return undefined
  const lock = takeFileLock(lockFileOf(path))
  if (lock === undefined) return before?.run.runId
  try {
    // Read again: the run may have gone on until the lock was free.
    const read = readJournal(path)
    if (read === undefined || openObjects(read.records).length === 0) {
      rmSync(path, { force: true })
      lock.release({ remove: true })
      return undefined
    }
    const { run, records } = read
    return continueJournal({ path, runId: run.runId, cloud: run.cloud, records, lock, clock })
  } catch (error) {
    lock.release()
    throw error
  }
}

function journalPaths(directory: string): string[] {
  try {
    const names = readdirSync(directory).filter((name) => name.endsWith('.jsonl'))
    return names.toSorted().map((name) => join(directory, name))
  } catch {
    return []
  }
}

function isSame(one: CloudIdentity, other: CloudIdentity): boolean {
  return one.authOrigin === other.authOrigin && one.region === other.region && one.projectId === other.projectId
}
