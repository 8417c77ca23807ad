import { CodedError } from '#vocabulary/coded-error.ts'
import { nearestNames } from '#vocabulary/nearest-names.ts'
import { isSubject, type Subject } from '#vocabulary/subject.ts'
import type { Presets } from '../presets/presets.ts'

/** Every subject of the presets. */
export const ALL_SUBJECTS = 'all'

/** Whether `--subjects` names a file of presets and not subjects. */
export function isPresetsFile(wish: string): boolean {
  return /\.(ya?ml|json)$/.test(wish) || wish.includes('/')
}

/**
 * The subjects that `--subjects` means: `all`, a file (then all of it), or names with commas between them. Without
 * presets each name is an entry of clouds.yaml, too.
 *
 * @throws CodedError SUITE_PRESETS_MISSING, SUITE_PRESET_UNKNOWN, SUITE_SUBJECT_INVALID
 */
export function chooseSubjects(wish: string, presets: Presets | undefined): Subject[] {
  if (wish === ALL_SUBJECTS || isPresetsFile(wish)) {
    if (presets === undefined) {
      throw new CodedError('SUITE_PRESETS_MISSING', 'There is no siegel.yaml that says which subjects there are.')
    }
    return [...presets.subjects.keys()]
  }
  const names = [...new Set(wish.split(',').map((name) => name.trim()))].filter((name) => name !== '')
  if (names.length === 0) throw new CodedError('SUITE_SUBJECT_INVALID', '--subjects names no subject.')
  for (const name of names) {
    if (!isSubject(name)) throw new CodedError('SUITE_SUBJECT_INVALID', `“${name}” cannot be the name of a subject.`)
    if (presets !== undefined && !presets.subjects.has(name)) throw unknown(name, presets)
  }
  return names
}

function unknown(name: string, { file, subjects }: Presets): CodedError {
  const near = nearestNames(name, [...subjects.keys()])
  const there = near.length > 0 ? `Did you mean ${near.join(', ')}?` : `It has ${[...subjects.keys()].join(', ')}.`
  return new CodedError('SUITE_PRESET_UNKNOWN', `siegel.yaml has no subject “${name}”. ${there}`, { place: file })
}
