import { existsSync, readFileSync, statSync } from 'node:fs'
import { type ConfigMap, type ConfigValue, isConfigMap, parseConfigText } from '#clouds/config-text.ts'
import { CodedError } from '#vocabulary/coded-error.ts'

/** A configuration file that was found, and its content. */
export interface ConfigFile {
  readonly path: string
  readonly content: ConfigMap
}

const LARGEST_FILE = 1_000_000

/**
 * Reads the first of the files that exists; undefined if none does. A file that may not be read is passed over, as
 * OpenStack programs do, unless `isNamed` says that the user named the first of them.
 *
 * @throws CodedError CLOUDS_CONFIG_NOT_FOUND, CLOUDS_CONFIG_UNREADABLE (named file), CLOUDS_CONFIG_MALFORMED
 */
export function readFirstConfigFile(paths: readonly string[], isNamed: boolean): ConfigFile | undefined {
  for (const [index, path] of paths.entries()) {
    const isRequired = isNamed && index === 0
    if (!existsSync(path)) {
      if (!isRequired) continue
      throw new CodedError('CLOUDS_CONFIG_NOT_FOUND', 'The file that the environment names does not exist.', {
        place: path,
      })
    }
    const text = readText(path)
    if (text !== null) return { path, content: parseConfigText(text, path).content }
    if (isRequired) throw new CodedError('CLOUDS_CONFIG_UNREADABLE', 'The file may not be read.', { place: path })
  }
  return undefined
}

function readText(path: string): string | null {
  try {
    const { size } = statSync(path)
    if (size <= LARGEST_FILE) return readFileSync(path, 'utf8')
  } catch {
    return null
  }
  throw new CodedError('CLOUDS_CONFIG_MALFORMED', `The file is longer than ${LARGEST_FILE} bytes.`, { place: path })
}

/** `over` laid upon `base`: maps are merged key by key, everything else is replaced. */
export function mergeConfig(base: ConfigMap, over: ConfigMap): ConfigMap {
  const merged: Record<string, ConfigValue> = { ...base }
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key]
    merged[key] = isConfigMap(value) && isConfigMap(below) ? mergeConfig(below, value) : value
  }
  return merged
}
