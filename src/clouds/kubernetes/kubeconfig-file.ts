import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { type ConfigMap, type ConfigText, type ConfigValue, isConfigMap, parseConfigText } from '#clouds/config-text.ts'
import { CodedError } from '#vocabulary/coded-error.ts'

const LARGEST_FILE = 2_000_000
const MOST_ENTRIES = 5_000

/** A map of a kubeconfig that knows where it stands. Empty texts count as absent, as they do for kubectl. */
export class KubeconfigEntry {
  readonly #file: KubeconfigFile
  readonly #path: readonly (string | number)[]
  readonly #value: ConfigMap

  constructor(file: KubeconfigFile, path: readonly (string | number)[], value: ConfigMap) {
    this.#file = file
    this.#path = path
    this.#value = value
  }

  /** `file:line:column` of a key, or of the entry itself. */
  place(key?: string): string {
    return this.#file.text.placeOf(key === undefined ? this.#path : [...this.#path, key])
  }

  /** The error for a key that holds something impossible. */
  invalid(key: string | undefined, problem: string, remedy?: string): CodedError {
    const message = key === undefined ? `${problem}.` : `${key}: ${problem}.`
    return new CodedError('CLOUDS_KUBECONFIG_INVALID', message, { place: this.place(key), remedy })
  }

  /** A text; undefined if there is none. Throws if there is something else. */
  text(key: string): string | undefined {
    const value = this.#value[key]
    if (value === undefined || value === null || value === '') return undefined
    if (typeof value === 'string') return value
    throw this.invalid(key, 'must be a text')
  }

  /** A text that has to be there. */
  requiredText(key: string): string {
    const text = this.text(key)
    if (text === undefined) throw this.invalid(undefined, `${key} is missing`)
    return text
  }

  flag(key: string): boolean {
    const text = this.text(key)
    if (text === undefined || text === 'false') return false
    if (text === 'true') return true
    throw this.invalid(key, 'must be true or false')
  }

  texts(key: string): string[] {
    const list = this.#value[key]
    if (list === undefined || list === null) return []
    const texts = isList(list) ? list.filter((item) => typeof item === 'string') : []
    if (isList(list) && texts.length === list.length) return texts
    throw this.invalid(key, 'must be a list of texts')
  }

  /** The maps of a list, or none. */
  entries(key: string): KubeconfigEntry[] {
    const list = this.#value[key]
    if (list === undefined || list === null) return []
    if (!isList(list)) throw this.invalid(key, 'must be a list')
    if (list.length > MOST_ENTRIES) throw this.invalid(key, `has more than ${MOST_ENTRIES} entries`)
    return list.map((item, index) => {
      const path = [...this.#path, key, index]
      if (isConfigMap(item)) return new KubeconfigEntry(this.#file, path, item)
      throw new CodedError('CLOUDS_KUBECONFIG_INVALID', `An entry of ${key} must hold keys.`, {
        place: this.#file.text.placeOf(path),
      })
    })
  }

  /** A map inside; undefined if there is none. */
  entry(key: string): KubeconfigEntry | undefined {
    const value = this.#value[key]
    if (value === undefined || value === null) return undefined
    if (isConfigMap(value)) return new KubeconfigEntry(this.#file, [...this.#path, key], value)
    throw this.invalid(key, 'must hold keys')
  }

  keys(): string[] {
    return Object.keys(this.#value)
  }

  raw(key: string): ConfigValue | undefined {
    return this.#value[key]
  }

  /** A path in the file, which stands below the folder of the file. */
  path(key: string): string | undefined {
    const path = this.text(key)
    return path === undefined ? undefined : resolve(dirname(this.#file.path), path)
  }
}

function isList(value: ConfigValue): value is readonly ConfigValue[] {
  return Array.isArray(value)
}

export interface KubeconfigFile {
  readonly path: string
  readonly text: ConfigText
}

/**
 * Reads one kubeconfig (v1 Config, kubernetes.io "Organizing Cluster Access Using kubeconfig Files"). Undefined if it does
 * not exist.
 *
 * @throws CodedError CLOUDS_CONFIG_UNREADABLE, CLOUDS_CONFIG_MALFORMED, CLOUDS_KUBECONFIG_INVALID
 */
export function readKubeconfigFile(path: string): KubeconfigEntry | undefined {
  return existsSync(path) ? parseKubeconfigText(readText(path), path) : undefined
}

/** The same for a text that is in no file; its path is where its errors are said to be. */
export function parseKubeconfigText(text: string, path: string): KubeconfigEntry {
  // An empty file is a kubeconfig without entries, as `kubectl config` begins one.
  const file = { path, text: parseConfigText(text.trim() === '' ? '{}' : text, path) }
  const root = new KubeconfigEntry(file, [], file.text.content)
  const kind = root.text('kind')
  if (kind !== undefined && kind !== 'Config') {
    const remedy = 'Name a kubeconfig, as kubectl uses it.'
    throw root.invalid('kind', 'this is no kubeconfig, whose kind is Config', remedy)
  }
  const version = root.text('apiVersion')
  if (version !== undefined && version !== 'v1') throw root.invalid('apiVersion', 'only v1 exists')
  return root
}

function readText(path: string): string {
  let text: string
  try {
    const stat = statSync(path)
    if (!stat.isFile() && !stat.isFIFO() && !stat.isCharacterDevice()) throw new Error('it is no file')
    if (stat.size > LARGEST_FILE) throw new Error(`it is longer than ${LARGEST_FILE} bytes`)
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : 'unknown problem'
    throw new CodedError('CLOUDS_CONFIG_UNREADABLE', `The kubeconfig cannot be read: ${problem}.`, {
      place: path,
      cause,
    })
  }
  return text
}
