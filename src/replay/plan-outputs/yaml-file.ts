import { Document } from 'yaml'
import { onOneLine } from './on-one-line.ts'

/**
 * A value as a YAML file with comment lines before it. Texts are quoted, so that readers of YAML 1.1 (PyYAML) do not
 * take `24.04` for a number, `2029-05-31` for a date or `no` for a truth value.
 */
export function yamlFile(value: unknown, comments: readonly string[]): string {
  const document = new Document(value, { version: '1.1', aliasDuplicateObjects: false })
  const text = document.toString({ defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN', lineWidth: 0 })
  return `${comments.map((comment) => `# ${onOneLine(comment)}\n`).join('')}---\n${text.replace(/^%YAML.*\n---\n/, '')}`
}
