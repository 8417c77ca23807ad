import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** All files below a folder whose path matches, sorted, relative to the working directory. */
export function filesBelow(folder: string, matches: (path: string) => boolean): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter(matches)
    .sort()
}
