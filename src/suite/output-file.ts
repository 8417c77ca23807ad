import { randomBytes } from 'node:crypto'
import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { CodedError } from '#vocabulary/coded-error.ts'

/**
 * Finds out, before any work is done for it, that a file can be written: the folder exists and both may be written to.
 * Throws SUITE_FILE_UNWRITABLE.
 */
export function assertWritable(path: string): void {
  const folder = dirname(resolve(path))
  try {
    accessSync(folder, constants.W_OK)
    if (!existsSync(path)) return
    accessSync(path, constants.W_OK)
    if (statSync(path).isDirectory()) throw new Error('it is a folder')
  } catch (cause) {
    throw unwritable(path, cause)
  }
}

/**
 * Writes a file whole or not at all: beside it first, flushed to the disk, then renamed. `mode` as for chmod.
 * Throws SUITE_FILE_UNWRITABLE.
 */
export async function writeOutputFile(path: string, content: string | Uint8Array, mode = 0o644): Promise<void> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.part`
  try {
    const file = await open(temporary, 'wx', mode)
    try {
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  } catch (cause) {
    await rm(temporary, { force: true })
    throw unwritable(path, cause)
  }
}

/** Makes a folder for files that the user did not name, readable by the user alone. */
export function makePrivateFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
  } catch (cause) {
    throw unwritable(path, cause)
  }
}

function unwritable(path: string, cause: unknown): CodedError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new CodedError('SUITE_FILE_UNWRITABLE', `The file cannot be written: ${reason}.`, { place: path, cause })
}
