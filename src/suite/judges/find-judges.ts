import { join } from 'node:path'
import { programFolder } from '#release/own-program.ts'
import type { Judges } from '#replay/judges.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import { judgesFiles, readJudgesFile } from './judges-folder.ts'
import { loadJudges } from './load-judges.ts'
import { ownJudges } from './own-judges.ts'

/** Which judges are wanted: by version, or by the digest under which a report names them. */
export type WantedJudges = { readonly version: string } | { readonly version: string; readonly digest: string }

const loaded = new Map<string, Judges>()

/** Where the judges of earlier releases lie: beside the program, and in a further folder. */
export function judgesFolders(further: string | null = null): string[] {
  return [join(programFolder(), 'judges'), ...(further === null ? [] : [further])]
}

/**
 * This program's own judges, or those of a release. Call it in an isolated process only: others' judges are run.
 *
 * @throws CodedError REPLAY_JUDGES_MISSING that names the version, REPLAY_JUDGES_BROKEN
 */
export function findJudges(wanted: WantedJudges, folders: readonly string[] = judgesFolders()): Judges {
  const own = ownJudges()
  const fits = (one: { version: string; digest: string }) =>
    'digest' in wanted ? one.digest === wanted.digest : one.version === wanted.version
  if (fits(own)) return own
  const file = judgesFiles(folders).find(fits)
  if (file === undefined) {
    const digest = 'digest' in wanted ? ` (suite digest ${wanted.digest})` : ''
    const message = `The judges of Siegel ${wanted.version}${digest} are not here; this is ${own.version}.`
    throw new CodedError('REPLAY_JUDGES_MISSING', message, {
      remedy: `Install Siegel ${wanted.version}, or put its file from the folder \`judges\` into ${folders[0]}.`,
    })
  }
  const judges = loaded.get(file.path) ?? loadJudges(readJudgesFile(file), file.path)
  loaded.set(file.path, judges)
  if (fits(judges)) return judges
  throw new CodedError('REPLAY_JUDGES_BROKEN', `They call themselves ${judges.version}.`, { place: file.path })
}
