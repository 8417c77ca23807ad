const ESCAPES: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** A text as a quoted template of HCL (OpenTofu, "Strings and templates") in which nothing is evaluated. */
export function hclText(text: string): string {
  const escaped = text
    .toWellFormed()
    .replace(/["\\]|[$%](?=\{)|[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu, (character) => {
      const code = character.codePointAt(0) ?? 0
      return ESCAPES[character] ?? `\\u${code.toString(16).padStart(4, '0')}`
    })
  return `"${escaped}"`
}

/** Something that OpenTofu evaluates, such as a reference to a variable. Never made of text from a cloud. */
export class HclExpression {
  readonly source: string

  constructor(source: string) {
    this.source = source
  }
}

export type HclValue = HclExpression | string | number | boolean | HclMap
export interface HclMap {
  readonly [key: string]: HclValue
}

/** Attributes of a block, one per line; the keys of maps are quoted, because they may come from a cloud. */
export function hclAttributes(attributes: HclMap, indent = '  '): string[] {
  return Object.entries(attributes).map(([name, value]) => `${indent}${name} = ${hclValue(value, indent)}`)
}

function hclValue(value: HclValue, indent: string): string {
  if (typeof value === 'string') return hclText(value)
  if (typeof value !== 'object') return String(value)
  if (value instanceof HclExpression) return value.source
  const entries = Object.entries(value)
  if (entries.length === 0) return '{}'
  const lines = entries.map(([key, inner]) => `${indent}  ${hclText(key)} = ${hclValue(inner, `${indent}  `)}`)
  return `{\n${lines.join('\n')}\n${indent}}`
}
