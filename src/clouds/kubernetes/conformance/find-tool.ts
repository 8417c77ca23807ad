import { accessSync, constants, statSync } from 'node:fs'
import { basename, delimiter, join, resolve } from 'node:path'
import { CodedError } from '#vocabulary/coded-error.ts'

export const CONFORMANCE_TOOLS = ['sonobuoy', 'hydrophone'] as const
export type ConformanceToolName = (typeof CONFORMANCE_TOOLS)[number]

export interface ConformanceTool {
  readonly name: ConformanceToolName
  readonly path: string
}

interface Places {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly homeDirectory: string
  readonly workingDirectory: string
}

/** How to get the tools, for whoever has none. */
export const HOW_TO_GET_TOOLS =
  'Get Sonobuoy (https://github.com/vmware-tanzu/sonobuoy/releases) or Hydrophone (`go install sigs.k8s.io/hydrophone@latest`) and put it into PATH or ~/.local/bin.'

/**
 * The program that runs upstream's tests: the one at a path or of a name, else Sonobuoy, else Hydrophone, looked up in
 * PATH and in `~/.local/bin`. Undefined if none is there and none was named.
 *
 * @throws CodedError SUITE_OPTION_INVALID if the named one is not there, or is neither of them
 */
export function findConformanceTool(wanted: string | undefined, places: Places): ConformanceTool | undefined {
  if (wanted === undefined) {
    for (const name of CONFORMANCE_TOOLS) {
      const path = lookUp(name, places)
      if (path !== undefined) return { name, path }
    }
    return undefined
  }
  const name = CONFORMANCE_TOOLS.find((one) => basename(wanted).startsWith(one))
  if (name === undefined) {
    throw new CodedError('SUITE_OPTION_INVALID', `“${wanted}” is neither sonobuoy nor hydrophone.`)
  }
  const path = wanted.includes('/') ? executable(resolve(places.workingDirectory, wanted)) : lookUp(wanted, places)
  if (path !== undefined) return { name, path }
  throw new CodedError('SUITE_OPTION_INVALID', `There is no program ${wanted}.`, { remedy: HOW_TO_GET_TOOLS })
}

function lookUp(name: string, { environment, homeDirectory }: Places): string | undefined {
  const folders = [
    ...(environment.PATH ?? '').split(delimiter).filter((one) => one !== ''),
    join(homeDirectory, '.local', 'bin'),
  ]
  return folders.flatMap((folder) => executable(join(folder, name)) ?? [])[0]
}

function executable(path: string): string | undefined {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile() ? path : undefined
  } catch {
    return undefined
  }
}
