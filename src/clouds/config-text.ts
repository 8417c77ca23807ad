import { type Document, isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml'
import { CodedError } from '#vocabulary/coded-error.ts'

/** What a configuration file can hold: numbers and truth values stay as they are written, as texts. */
export type ConfigValue = string | null | readonly ConfigValue[] | { readonly [key: string]: ConfigValue }
export type ConfigMap = { readonly [key: string]: ConfigValue }

/** The content of a configuration file, and where in it things stand. */
export interface ConfigText {
  readonly content: ConfigMap
  /** `file:line:column` of what stands at a path, or of the nearest thing above it. */
  placeOf(path: readonly (string | number)[]): string
}

/**
 * Parses YAML (merge keys included, as in YAML 1.1) or JSON.
 *
 * @throws CodedError CLOUDS_CONFIG_MALFORMED with the place `file:line:column`; no message repeats the text
 */
export function parseConfigText(text: string, path: string): ConfigText {
  const malformed = (message: string, place = path) => new CodedError('CLOUDS_CONFIG_MALFORMED', message, { place })
  const lineCounter = new LineCounter()
  let document: Document.Parsed
  let content: unknown
  try {
    document = parseDocument(text, { lineCounter, merge: true, prettyErrors: false })
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
  return {
    content,
    placeOf(wanted) {
      for (let length = wanted.length; length > 0; length--) {
        const node = document.getIn(wanted.slice(0, length), true)
        if (!isNode(node) || node.range === undefined || node.range === null) continue
        const { line, col } = lineCounter.linePos(node.range[0])
        return `${path}:${line}:${col}`
      }
      return `${path}:1:1`
    },
  }
}

/** True for a map, as opposed to a list, a text or nothing. */
export function isConfigMap(value: unknown): value is ConfigMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
