import { DocumentBudget, type LineColumn, malformed } from './document-budget.ts'
import type { JsonValue } from './json-value.ts'

const SPACE = /[ \t\r\n]*/y
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const LITERAL = /true|false|null/y
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids exactly these characters within strings.
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y

/**
 * Reads one JSON text (RFC 8259) strictly: unlike `JSON.parse` it refuses duplicate keys, deep nesting, numbers beyond the
 * range of a double, NUL and halves of surrogate pairs, and says where. Throws coded errors `REPORT_…`.
 */
export function parseJsonDocument(text: string): JsonValue {
  return new JsonDocumentReader(text).document()
}

class JsonDocumentReader {
  readonly #text: string
  readonly #budget = new DocumentBudget()
  #offset = 0

  constructor(text: string) {
    this.#text = text
  }

  document(): JsonValue {
    const value = this.#value(0)
    if (this.#offset < this.#text.length) throw this.#unexpected('the end')
    return value
  }

  #value(depth: number): JsonValue {
    this.#take(SPACE)
    this.#budget.spendValue(depth, this.#place)
    const value = this.#valueProper(depth)
    this.#take(SPACE)
    return value
  }

  #valueProper(depth: number): JsonValue {
    switch (this.#text[this.#offset]) {
      case '{':
        return this.#object(depth)
      case '[':
        return this.#list(depth)
      case '"':
        return this.#string()
    }
    const literal = this.#take(LITERAL)
    if (literal !== undefined) return literal === 'null' ? null : literal === 'true'
    const start = this.#offset
    const number = this.#take(NUMBER)
    if (number === undefined) throw this.#unexpected('a value')
    if (!Number.isFinite(Number(number))) throw malformed('a number is too large', this.#placeAt(start))
    return Number(number)
  }

  #object(depth: number): JsonValue {
    const entries = new Map<string, JsonValue>()
    this.#offset += 1
    this.#take(SPACE)
    if (this.#accept('}')) return {}
    do {
      this.#take(SPACE)
      const keyOffset = this.#offset
      if (this.#text[keyOffset] !== '"') throw this.#unexpected('a key in quotation marks')
      const key = this.#budget.spendKey(this.#string(), entries, () => this.#placeAt(keyOffset))
      this.#take(SPACE)
      if (!this.#accept(':')) throw this.#unexpected('":"')
      entries.set(key, this.#value(depth + 1))
    } while (this.#accept(','))
    if (!this.#accept('}')) throw this.#unexpected('"," or "}"')
    return Object.fromEntries(entries)
  }

  #list(depth: number): JsonValue {
    const items: JsonValue[] = []
    this.#offset += 1
    this.#take(SPACE)
    if (this.#accept(']')) return items
    do items.push(this.#value(depth + 1))
    while (this.#accept(','))
    if (!this.#accept(']')) throw this.#unexpected('"," or "]"')
    return items
  }

  #string(): string {
    const start = this.#offset
    const literal = this.#take(STRING)
    if (literal === undefined) throw this.#unexpected('a string that ends and has no control characters')
    return this.#budget.spendText(JSON.parse(literal) as string, () => this.#placeAt(start))
  }

  #accept(character: string): boolean {
    if (this.#text[this.#offset] !== character) return false
    this.#offset += 1
    return true
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#offset
    const found = pattern.exec(this.#text)?.[0]
    this.#offset += found?.length ?? 0
    return found
  }

  readonly #place = (): LineColumn => this.#placeAt(this.#offset)

  #placeAt(offset: number): LineColumn {
    const lines = this.#text.slice(0, offset).split('\n')
    return `${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`
  }

  #unexpected(expected: string) {
    return malformed(`this is no JSON: expected ${expected}`, this.#place())
  }
}
