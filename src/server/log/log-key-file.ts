import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import {
  formatNoteSigner,
  type NoteSigner,
  noteSigner,
  parseNoteSigner,
  SIGNATURE_TYPES,
} from '#transparency/note-key.ts'
import { CodedError } from '#vocabulary/coded-error.ts'

const MOST_KEYS = 8
const MOST_BYTES = 65_536

/** A new key of a log. Without a name it gets one that no other log has. */
export function newLogKey(name = `siegel-log-${randomBytes(8).toString('hex')}`): NoteSigner {
  return noteSigner(name, SIGNATURE_TYPES.log, randomBytes(32))
}

/**
 * The keys of a log, all of which sign: the present one first, then those before it for as long as they are still to sign.
 *
 * @throws CodedError LOG_KEY_INVALID
 */
export function readLogKeys(file: string): NoteSigner[] {
  const lines = readText(file)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
  const signers = lines.slice(0, MOST_KEYS + 1).map((line) => parseNoteSigner(line, SIGNATURE_TYPES.log))
  const [first] = signers
  if (!first || signers.length > MOST_KEYS) throw invalid(`the file has no key, or more than ${MOST_KEYS}`, file)
  if (signers.some(({ name }) => name !== first.name)) throw invalid('the keys of a log have to bear one name', file)
  return signers
}

/** The same, after a first key was made if there is no file yet. Several processes may do this at the same time. */
export function readOrMakeLogKeys(file: string, origin: string | undefined): NoteSigner[] {
  try {
    return readLogKeys(file)
  } catch (error) {
    if (!isAbsent(error)) throw error
  }
  writeNewLogKeys(file, [newLogKey(origin)])
  return readLogKeys(file)
}

/** Writes a file that only its owner can read; one that is there already stays as it is. */
export function writeNewLogKeys(file: string, signers: readonly NoteSigner[]): void {
  const temporary = `${file}.${randomBytes(6).toString('hex')}.part`
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(temporary, formatLogKeys(signers), { mode: 0o600, flag: 'wx', flush: true })
    linkSync(temporary, file)
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EEXIST')) {
      throw invalid(`the file cannot be made: ${cause instanceof Error ? cause.message : String(cause)}`, file)
    }
  } finally {
    rmSync(temporary, { force: true })
  }
}

/** The content of a key file. */
export function formatLogKeys(signers: readonly NoteSigner[]): string {
  return `# Private keys of a transparency log of Siegel; the first is the present one.\n${signers
    .map((signer) => `${formatNoteSigner(signer)}\n`)
    .join('')}`
}

function readText(file: string): string {
  try {
    const { mode, size } = statSync(file)
    if ((mode & 0o007) !== 0) throw invalid('everybody on this machine may read or write the file with the keys', file)
    if (size > MOST_BYTES) throw invalid('the file is too large', file)
    return readFileSync(file, 'utf8')
  } catch (cause) {
    if (cause instanceof CodedError) throw cause
    const message = `the file cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`
    throw new CodedError('LOG_KEY_INVALID', message, { place: file, cause })
  }
}

function isAbsent(error: unknown): boolean {
  const cause = error instanceof CodedError ? error.cause : undefined
  return cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'
}

function invalid(message: string, place: string): CodedError {
  return new CodedError('LOG_KEY_INVALID', message, { place })
}
