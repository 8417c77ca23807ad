import { readFileSync } from 'node:fs'
import { CodedError } from '#vocabulary/coded-error.ts'
import { type ObjectRecord, objectRecordSchema, runRecordSchema } from './journal-record.ts'

/** One journal, read. */
export interface ReadJournal {
  readonly run: ReturnType<typeof runRecordSchema.parse>
  readonly records: readonly ObjectRecord[]
}

const LARGEST_BYTES = 16 * 1024 * 1024

/**
 * Reads a journal. A last line that was torn off in the middle, or that is not there at all, is what a sudden end leaves
 * behind: the call that it was to announce was never made. Undefined if not even the first line is whole.
 *
 * @throws CodedError CLOUDS_JOURNAL_MALFORMED if any other line is no record
 */
export function readJournal(path: string): ReadJournal | undefined {
  const bytes = readFileSync(path)
  if (bytes.byteLength > LARGEST_BYTES) throw malformed(path, 1, 'it is too large')
  const lines = bytes.toString('utf8').split('\n')
  // What follows the last line break is torn; later writers begin with a line break of their own.
  const whole = lines.slice(0, -1)
  const [first, ...others] = whole
  if (first === undefined) return undefined
  const run = runRecordSchema.safeParse(parsed(first))
  if (!run.success) throw malformed(path, 1, 'it does not begin as a journal does')
  const records: ObjectRecord[] = []
  for (const [index, line] of others.entries()) {
    if (line === '') continue
    const record = objectRecordSchema.safeParse(parsed(line))
    if (record.success) records.push(record.data)
    // A torn line that a later writer has closed with its line break.
    else if (others[index + 1] !== '') throw malformed(path, index + 2, 'this line is no record')
  }
  return { run: run.data, records }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

function malformed(path: string, line: number, problem: string): CodedError {
  return new CodedError('CLOUDS_JOURNAL_MALFORMED', `The journal cannot be understood: ${problem}.`, {
    place: `${path}:${line}`,
  })
}
