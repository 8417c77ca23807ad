import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { parseConfigText } from '#clouds/config-text.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import { type ClusterEntry, clustersSchema } from './clusters-schema.ts'

/** What clusters.yaml says. */
export interface ClustersFile {
  readonly path: string
  /** Templates and other paths stand below it. */
  readonly folder: string
  readonly entries: ReadonlyMap<string, ClusterEntry>
}

export interface ClustersOptions {
  readonly workingDirectory: string
  readonly homeDirectory: string
  readonly file?: string | undefined
}

const LARGEST_BYTES = 2_000_000

/**
 * Reads clusters.yaml: the named file, else the one here, else `~/.config/scs/clusters.yaml`, where today's program looks.
 *
 * @throws CodedError PROVISION_CONFIG_NOT_FOUND, PROVISION_CONFIG_INVALID, CLOUDS_CONFIG_MALFORMED; none holds a secret
 */
export function readClustersYaml({ file, homeDirectory, workingDirectory }: ClustersOptions): ClustersFile {
  const usual = [join(workingDirectory, 'clusters.yaml'), join(homeDirectory, '.config', 'scs', 'clusters.yaml')]
  const paths = file === undefined ? usual : [resolve(workingDirectory, file)]
  const path = paths.find((one) => existsSync(one))
  if (path === undefined) {
    throw new CodedError('PROVISION_CONFIG_NOT_FOUND', `There is no clusters.yaml: ${paths.join(', ')}.`, {
      place: paths[0],
    })
  }
  const { content, placeOf } = parseConfigText(readLimited(path), path)
  const parsed = clustersSchema.safeParse(content)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const where = (issue?.path ?? []).map((part) => (typeof part === 'symbol' ? String(part) : part))
    // The message of an issue names keys and rules, and no value.
    const message = `${where.join('.') || 'the file'}: ${issue?.message ?? 'not possible'}`
    throw new CodedError('PROVISION_CONFIG_INVALID', `${message}.`, { place: placeOf(where) })
  }
  return { path, folder: dirname(path), entries: new Map(Object.entries(parsed.data.clusters)) }
}

/** The text of a file that clusters.yaml names. Throws PROVISION_CONFIG_INVALID. */
export function readBeside(folder: string, name: string): { readonly path: string; readonly text: string } {
  const path = resolve(folder, name)
  return { path, text: readLimited(path) }
}

function readLimited(path: string): string {
  try {
    const text = readFileSync(path, 'utf8')
    if (text.length > LARGEST_BYTES) throw new Error(`it is longer than ${LARGEST_BYTES} characters`)
    return text
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause)
    throw new CodedError('PROVISION_CONFIG_INVALID', `The file cannot be read: ${problem}.`, { place: path, cause })
  }
}
