import { readFileSync, statSync } from 'node:fs'
import { CodedError } from '#vocabulary/coded-error.ts'

/** Reads a file that the user named, up to a number of bytes. Throws SUITE_FILE_UNREADABLE. */
export function readInputFile(path: string, maximumBytes: number): Uint8Array {
  try {
    const { size } = statSync(path)
    if (size > maximumBytes) throw new Error(`it has ${size} bytes, more than the ${maximumBytes} that are accepted`)
    return readFileSync(path)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new CodedError('SUITE_FILE_UNREADABLE', `The file cannot be read: ${reason}.`, { place: path, cause })
  }
}
