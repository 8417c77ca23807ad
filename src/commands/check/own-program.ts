import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** How this program is started again: its runtime, and its main file (in a release, the one file that it consists of). */
export function ownProgram(): [string, string] {
  const main = fileURLToPath(new URL('../../main.ts', import.meta.url))
  return [process.execPath, existsSync(main) ? main : (process.argv[1] ?? main)]
}
