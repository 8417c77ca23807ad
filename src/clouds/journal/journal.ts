import { closeSync, fsyncSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from '#vocabulary/clock.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import { type FileLock, takeFileLock } from './file-lock.ts'
import { type CloudIdentity, type ObjectRecord, openObjects, type RecordedObject } from './journal-record.ts'

/** What is announced before it is created. */
export interface Intention {
  readonly kind: string
  /** Unique: it contains the id of the run. */
  readonly name: string
  readonly parentId?: string
  /** If it is known before the call. */
  readonly id?: string
}

/** The write-ahead list of what one run creates in one cloud. Each record is on the disk when its method returns. */
export interface Journal {
  readonly runId: string
  readonly cloud: CloudIdentity
  readonly path: string
  /** Announces an object and returns its number. */
  intend(intention: Intention): number
  created(number: number, id: string): void
  refused(number: number): void
  gone(number: number): void
  /** It is to stay: whoever wanted it has it now. */
  kept(number: number): void
  /** What may still exist, oldest first. */
  open(): RecordedObject[]
  /** Frees the lock. The file goes when everything in it is gone. */
  close(): void
}

export interface NewJournalOptions {
  readonly directory: string
  /** Lower-case letters and digits. */
  readonly runId: string
  readonly cloud: CloudIdentity
  readonly clock: Clock
}

/** Ends a line that could not be finished; the empty line after it tells the reader so. */
const LINE_END_AFTER_TORN = '\n\n'

/** The file beside a journal that its run holds locked. */
export function lockFileOf(path: string): string {
  return path.replace(/\.jsonl$/, '.lock')
}

/**
 * Begins the journal of a run, readable for this user only. The file appears with the first record: a run that creates
 * nothing leaves none.
 *
 * @throws CodedError CLOUDS_JOURNAL_UNUSABLE, also from every method that writes: without a record nothing is created
 */
export function beginJournal({ clock, cloud, directory, runId }: NewJournalOptions): Journal {
  const path = join(directory, `${runId}.jsonl`)
  const begin = (): JournalFile => {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    const lock = takeFileLock(lockFileOf(path))
    if (lock === undefined) throw new Error('its lock is taken')
    const descriptor = openSync(path, 'ax', 0o600)
    writeLine(descriptor, { record: 'run', format: 1, runId, cloud, startedAt: clock().toISOString() })
    syncDirectory(directory)
    return { descriptor, lock }
  }
  return journalOn({ path, runId, cloud, clock, records: [], open: begin })
}

/** Continues the journal of a run that is over, under the lock that the caller took. */
export function continueJournal(options: {
  readonly path: string
  readonly runId: string
  readonly cloud: CloudIdentity
  readonly records: readonly ObjectRecord[]
  readonly lock: FileLock
  readonly clock: Clock
}): Journal {
  const { lock, path } = options
  const open = (): JournalFile => {
    const descriptor = openSync(path, 'a', 0o600)
    writeSync(descriptor, LINE_END_AFTER_TORN)
    return { descriptor, lock }
  }
  return journalOn({ ...options, open, held: lock })
}

interface JournalFile {
  readonly descriptor: number
  readonly lock: FileLock
}

interface JournalParts {
  readonly path: string
  readonly runId: string
  readonly cloud: CloudIdentity
  readonly clock: Clock
  readonly records: readonly ObjectRecord[]
  readonly open: () => JournalFile
  readonly held?: FileLock
}

function journalOn({ clock, cloud, held, open, path, runId, ...parts }: JournalParts): Journal {
  const records = [...parts.records]
  let file: JournalFile | undefined
  let isClosed = false
  let isTorn = false
  let last = Math.max(0, ...records.map(({ number }) => number))

  function write(record: ObjectRecord): void {
    if (isClosed) throw unusable(path, new Error('it is closed'))
    try {
      file ??= open()
      if (isTorn) writeSync(file.descriptor, LINE_END_AFTER_TORN)
      writeLine(file.descriptor, record)
      isTorn = false
    } catch (cause) {
      isTorn = true
      throw unusable(path, cause)
    }
    records.push(record)
  }

  return {
    runId,
    cloud,
    path,
    intend({ id, kind, name, parentId }) {
      const number = last + 1
      const at = clock().toISOString()
      write({ record: 'intended', number, kind, name, parentId: parentId ?? null, id: id ?? null, at })
      last = number
      return number
    },
    created: (number, id) => write({ record: 'created', number, id }),
    refused: (number) => write({ record: 'refused', number }),
    gone: (number) => write({ record: 'gone', number }),
    kept: (number) => write({ record: 'kept', number }),
    open: () => openObjects(records),
    close() {
      if (isClosed) return
      isClosed = true
      if (file !== undefined) closeSync(file.descriptor)
      const isDone = openObjects(records).length === 0
      if (isDone && (file !== undefined || held !== undefined)) rmSync(path, { force: true })
      const lock = file?.lock ?? held
      lock?.release({ remove: isDone })
    },
  }
}

function writeLine(descriptor: number, record: object): void {
  const bytes = Buffer.from(`${JSON.stringify(record)}\n`)
  for (let written = 0; written < bytes.byteLength; ) written += writeSync(descriptor, bytes, written)
  fsyncSync(descriptor)
}

/** A new file survives a power cut only if its directory is on the disk, too. */
function syncDirectory(directory: string): void {
  const descriptor = openSync(directory, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

function unusable(path: string, cause: unknown): CodedError {
  const problem = cause instanceof Error ? cause.message : String(cause)
  return new CodedError(
    'CLOUDS_JOURNAL_UNUSABLE',
    `Nothing is created without a journal, and it cannot be written: ${problem}.`,
    {
      place: path,
      cause,
    },
  )
}
