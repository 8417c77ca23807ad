import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { CodedError } from '#vocabulary/coded-error.ts'
import { type BackupHeader, backupEndSchema, backupHeaderSchema, LONGEST_LINE } from './backup-header.ts'

const NEWLINE = 10
const LONGEST_HEADER = 1024 * 1024

interface BackupReader {
  header(header: BackupHeader): Promise<void> | void
  /** One row as JSON text. */
  row(table: string, line: string): Promise<void> | void
}

/**
 * Reads a backup from the first to the last byte and hands out what it holds on the way. Only when this has returned is it
 * certain that the file is whole: whoever acts on what it was handed has to be able to take it back.
 *
 * @throws CodedError BACKUP_FILE_UNREADABLE, BACKUP_FILE_INVALID
 */
export async function readBackup(file: string, reader: BackupReader): Promise<BackupHeader> {
  const lines = readLines(file)
  try {
    return await readAll(lines, reader, file)
  } finally {
    await lines.return(undefined)
  }
}

/** Reads a whole backup to see that nothing is missing or altered. Throws as `readBackup`. */
export function verifyBackup(file: string): Promise<BackupHeader> {
  return readBackup(file, { header: () => {}, row: () => {} })
}

async function readAll(lines: AsyncGenerator<Buffer>, reader: BackupReader, file: string): Promise<BackupHeader> {
  const digest = createHash('sha256')
  const nextLine = async (what: string): Promise<Buffer> => {
    const { value, done } = await lines.next()
    if (done) throw invalid(file, `it ends before ${what}`)
    return value
  }
  const countedLine = async (what: string): Promise<Buffer> => {
    const line = await nextLine(what)
    digest.update(line).update('\n')
    return line
  }
  const first = await countedLine('its first line')
  if (first.length > LONGEST_HEADER) throw invalid(file, 'its first line is too long')
  const header = backupHeaderSchema.safeParse(parseJson(first))
  if (!header.success) throw invalid(file, 'its first line is not that of a backup of version 1')
  await reader.header(header.data)
  for (const { name, rows } of header.data.tables) {
    for (let row = 0; row < rows; row += 1) {
      await reader.row(name, (await countedLine(`row ${row + 1} of ${name}`)).toString('utf8'))
    }
  }
  const end = backupEndSchema.safeParse(parseJson(await nextLine('its checksum')))
  if (!end.success) throw invalid(file, 'its last line is no checksum')
  if (end.data.sha256 !== digest.digest('hex')) throw invalid(file, 'its checksum is wrong')
  if (!(await lines.next()).done) throw invalid(file, 'something follows its checksum')
  return header.data
}

function parseJson(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString('utf8'))
  } catch {
    return undefined
  }
}

/** The lines of a compressed file, without their ends. */
async function* readLines(file: string): AsyncGenerator<Buffer, void> {
  const source = createReadStream(file)
  const gunzip = createGunzip()
  let isUnreadable = false
  source.on('error', (error) => {
    isUnreadable = true
    gunzip.destroy(error)
  })
  source.pipe(gunzip)
  let parts: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      let start = 0
      for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
        yield Buffer.concat([...parts, chunk.subarray(start, end)])
        parts = []
        length = 0
        start = end + 1
      }
      const rest = chunk.subarray(start)
      length += rest.length
      if (length > LONGEST_LINE) throw invalid(file, 'a line of it is too long')
      if (rest.length > 0) parts.push(rest)
    }
  } catch (cause) {
    if (cause instanceof CodedError) throw cause
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
    if (!isUnreadable) throw invalid(file, `it cannot be decompressed to its end (${reason})`)
    throw new CodedError('BACKUP_FILE_UNREADABLE', `the backup cannot be read (${reason})`, { place: file, cause })
  } finally {
    source.destroy()
    gunzip.destroy()
  }
  if (parts.length > 0) throw invalid(file, 'it ends in mid-line')
}

function invalid(file: string, why: string): CodedError {
  return new CodedError('BACKUP_FILE_INVALID', `this is no whole backup: ${why}`, { place: file })
}
