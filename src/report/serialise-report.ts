import { printableJson } from '#vocabulary/printable-json.ts'
import type { JsonValue } from './json-value.ts'
import type { ReportFormat } from './parse-reports.ts'

/** Texts that every YAML reader, old or new, takes for a text without quotation marks. */
const PLAIN = /^[A-Za-z][A-Za-z0-9]*(?:[-_][A-Za-z0-9]+)*$/
const NOT_PLAIN = /^(?:true|false|null|yes|no|on|off|y|n|nan|inf)$/i

/**
 * The exact bytes of a report, ready to be signed. YAML is written without anything that readers disagree about: every
 * text that might be taken for something else stands in quotation marks, with the escapes of JSON.
 */
export function serialiseReport(document: JsonValue, format: ReportFormat): Buffer {
  const text = format === 'json' ? `${printableJson(document, 2)}\n` : `---\n${writeBlock(document, '')}`
  return Buffer.from(text, 'utf8')
}

function writeBlock(value: JsonValue, indent: string): string {
  if (Array.isArray(value)) return value.map((item) => `${indent}-${writeValue(item, `${indent}  `)}`).join('')
  if (typeof value !== 'object' || value === null) return `${writeScalar(value)}\n`
  return Object.entries(value)
    .map(([key, item]) => `${indent}${writeText(key)}:${writeValue(item, `${indent}  `)}`)
    .join('')
}

function writeValue(value: JsonValue, indent: string): string {
  if (typeof value !== 'object' || value === null) return ` ${writeScalar(value)}\n`
  if (Object.keys(value).length === 0) return Array.isArray(value) ? ' []\n' : ' {}\n'
  return `\n${writeBlock(value, indent)}`
}

function writeScalar(value: string | number | boolean | null): string {
  return typeof value === 'string' ? writeText(value) : JSON.stringify(value)
}

function writeText(text: string): string {
  if (PLAIN.test(text) && !NOT_PLAIN.test(text)) return text
  return printableJson(text)
}
