import { randomUUID } from 'node:crypto'
import { open, readFile, rename, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { CodedError } from '#vocabulary/coded-error.ts'
import { CLOUDS_YAML_HEADER } from './clouds-yaml.ts'

/**
 * Writes the access data so that only its owner can read it, and gives the full path. Replaces a file only when a practice
 * cloud wrote it.
 *
 * @throws CodedError `PRACTICE_CLOUDS_YAML_FOREIGN`, `PRACTICE_CLOUDS_YAML_UNWRITABLE`
 */
export async function writeCloudsYaml(file: string, workingDirectory: string, text: string): Promise<string> {
  const path = resolve(workingDirectory, file)
  // A new file that takes the place of the old one: an existing file would keep its wider permissions.
  const draft = `${path}.${randomUUID()}`
  try {
    await refuseForeignFile(path)
    const handle = await open(draft, 'wx', 0o600)
    try {
      await handle.writeFile(text)
    } finally {
      await handle.close()
    }
    await rename(draft, path)
  } catch (cause) {
    if (cause instanceof CodedError) throw cause
    await rm(draft, { force: true }).catch(() => undefined)
    throw new CodedError('PRACTICE_CLOUDS_YAML_UNWRITABLE', `Cannot write the access data (${errorCode(cause)}).`, {
      place: path,
      cause,
    })
  }
  return path
}

async function refuseForeignFile(path: string): Promise<void> {
  const existing = await readFile(path, 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  })
  if (existing === undefined || existing.startsWith(CLOUDS_YAML_HEADER)) return
  throw new CodedError('PRACTICE_CLOUDS_YAML_FOREIGN', 'This file was not written by a practice cloud.', {
    place: path,
  })
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'
}
