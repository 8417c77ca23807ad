import { existsSync, readFileSync, statSync } from 'node:fs'
import { isScalar, LineCounter, parseDocument, visit } from 'yaml'
import { CodedError } from '#vocabulary/coded-error.ts'

/** What a configuration file can hold: numbers and truth values stay as they are written, as texts. */
export type ConfigValue = string | null | readonly ConfigValue[] | { readonly [key: string]: ConfigValue }
export type ConfigMap = { readonly [key: string]: ConfigValue }

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
    if (text !== null) return { path, content: parseConfig(text, path) }
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

/** Parses YAML (merge keys included, as in YAML 1.1) or JSON. The place of an error is `file:line:column`. */
function parseConfig(text: string, path: string): ConfigMap {
  const malformed = (message: string, place = path) => new CodedError('CLOUDS_CONFIG_MALFORMED', message, { place })
  const lineCounter = new LineCounter()
  let content: unknown
  try {
    const document = parseDocument(text, { lineCounter, merge: true, prettyErrors: false })
    const error = document.errors[0]
    if (error !== undefined) {
      const { line, col } = lineCounter.linePos(error.pos[0])
      // Only the kind of the error: its message may quote the line, and that may hold a password.
      throw malformed(`This is no YAML: ${error.code.toLowerCase().replaceAll('_', ' ')}.`, `${path}:${line}:${col}`)
    }
    visit(document, {
      Scalar(key, node) {
        // A password of digits must stay the text that was written: 0123 is not 123, and 1e3 is not 1000.
        if (key !== 'key' && isScalar(node) && typeof node.value !== 'string' && node.value !== null) {
          node.value = node.source ?? String(node.value)
        }
      },
    })
    content = document.toJS({ maxAliasCount: 100 })
  } catch (error) {
    if (error instanceof CodedError) throw error
    throw malformed('This is no YAML that can be read: too deep, or too many aliases.')
  }
  if (!isConfigMap(content)) throw malformed('The file holds no keys.')
  return content
}

/** True for a map, as opposed to a list, a text or nothing. */
export function isConfigMap(value: unknown): value is ConfigMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
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
