import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

const SOURCE_MAIN = fileURLToPath(new URL('../main.ts', import.meta.url))

/** How this program is started again: its runtime, and its main file (in a release, the one file that it consists of). */
export function ownProgram(): [runtime: string, main: string] {
  return [process.execPath, existsSync(SOURCE_MAIN) ? SOURCE_MAIN : releasedMain()]
}

/** The folder of this program: that of the source tree, or of a release the one in which its main file is. */
export function programFolder(): string {
  return existsSync(SOURCE_MAIN) ? fileURLToPath(new URL('../..', import.meta.url)) : dirname(releasedMain())
}

/** Of a release that consists of several files the parts lie beside the main file. */
function releasedMain(): string {
  const own = fileURLToPath(import.meta.url)
  const beside = fileURLToPath(new URL('siegel.mjs', import.meta.url))
  return existsSync(beside) ? beside : own
}
