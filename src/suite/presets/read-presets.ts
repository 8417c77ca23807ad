import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readInputFile } from '../input-file.ts'
import { parsePresets } from './parse-presets.ts'
import type { Presets } from './presets.ts'

interface PresetsPlace {
  readonly workingDirectory: string
  readonly homeDirectory: string
  /** A file that the user named; without it `siegel.yaml` of the working directory, if there is one. */
  readonly file?: string | undefined
}

const USUAL_NAME = 'siegel.yaml'
const LARGEST_FILE = 1_000_000

/**
 * The presets that apply, or undefined if there are none.
 *
 * @throws CodedError SUITE_PRESETS_INVALID, SUITE_FILE_UNREADABLE
 */
export function readPresets({ workingDirectory, homeDirectory, file }: PresetsPlace): Presets | undefined {
  const path = file === undefined ? join(workingDirectory, USUAL_NAME) : resolve(workingDirectory, file)
  if (file === undefined && !existsSync(path)) return undefined
  const text = Buffer.from(readInputFile(path, LARGEST_FILE)).toString('utf8')
  return parsePresets(text, { file: path, homeDirectory })
}
