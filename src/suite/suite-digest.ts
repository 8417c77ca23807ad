import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folders that a verdict depends on once the facts are there. */
const JUDGING_FOLDERS = ['testcases', 'facts', 'vocabulary']

/**
 * SHA-256 over names and contents of all source files that judge, in order of their names, as lower-case hex. Two runs
 * with the same digest judge the same facts alike.
 */
export function suiteDigest(): string {
  const source = fileURLToPath(new URL('..', import.meta.url))
  const hash = createHash('sha256')
  const files = JUDGING_FOLDERS.flatMap((folder) =>
    readdirSync(join(source, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
      .map((entry) => join(entry.parentPath, entry.name)),
  )
  for (const file of files.sort()) {
    const content = readFileSync(file)
    hash.update(`${relative(source, file).split(sep).join('/')}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}
