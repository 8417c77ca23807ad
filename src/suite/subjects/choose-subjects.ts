import { CodedError } from '#vocabulary/coded-error.ts'
import { nearestNames } from '#vocabulary/nearest-names.ts'
import { isSubject, type Subject } from '#vocabulary/subject.ts'
import type { Layer } from '../layer.ts'
import type { Presets, SubjectPreset } from '../presets/presets.ts'

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
export function chooseSubjects(wish: string, presets: Presets | undefined, layer: Layer = 'iaas'): Subject[] {
  if (wish === ALL_SUBJECTS || isPresetsFile(wish)) {
    if (presets === undefined) {
      throw new CodedError('SUITE_PRESETS_MISSING', 'There is no siegel.yaml that says which subjects there are.')
    }
    const isOfLayer = ({ cluster }: SubjectPreset) => (cluster === null) === (layer === 'iaas')
    const chosen = [...presets.subjects.values()].filter(isOfLayer).map(({ subject }) => subject)
    if (chosen.length > 0) return chosen
    throw new CodedError('SUITE_PRESETS_MISSING', `siegel.yaml has no subjects of the layer ${layer}.`, {
      place: presets.file,
    })
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
