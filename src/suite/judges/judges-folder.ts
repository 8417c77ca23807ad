import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { CodedError } from '#vocabulary/coded-error.ts'

/** The file with the judges of one release. Its name says version, suite digest and the SHA-256 of its bytes. */
export interface JudgesFile {
  readonly path: string
  readonly version: string
  readonly digest: string
  readonly sha256: string
}

const FILE_NAME = /^(?<version>[0-9A-Za-z.+-]{1,60})_(?<digest>[0-9a-f]{64})_(?<sha256>[0-9a-f]{64})\.js$/
const LARGEST_FILE = 16 * 1024 * 1024

/** How the file with these judges is called. */
export function judgesFileName({ version, digest }: { version: string; digest: string }, content: Uint8Array): string {
  return `${version}_${digest}_${sha256Of(content)}.js`
}

/** The judges of releases that lie in these folders, in the order of their names. */
export function judgesFiles(folders: readonly string[]): JudgesFile[] {
  return folders.filter(existsSync).flatMap((folder) =>
    readdirSync(folder)
      .sort()
      .flatMap((name): JudgesFile[] => {
        const { version, digest, sha256 } = FILE_NAME.exec(name)?.groups ?? {}
        if (version === undefined || digest === undefined || sha256 === undefined) return []
        return [{ path: join(folder, name), version, digest, sha256 }]
      }),
  )
}

/** The program in such a file. Throws CodedError REPLAY_JUDGES_BROKEN if it does not have the digest of its name. */
export function readJudgesFile({ path, sha256 }: JudgesFile): string {
  const content = statSync(path).size <= LARGEST_FILE ? readFileSync(path) : Buffer.alloc(0)
  if (sha256Of(content) !== sha256) {
    const message = 'The file does not have the SHA-256 that its name says.'
    throw new CodedError('REPLAY_JUDGES_BROKEN', message, { place: path })
  }
  return content.toString('utf8')
}

function sha256Of(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
