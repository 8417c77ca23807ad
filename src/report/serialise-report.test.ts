import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { parse, parseDocument } from 'yaml'
import type { JsonValue } from './json-value.ts'
import { parseYamlDocuments } from './parse-yaml-documents.ts'
import { serialiseReport } from './serialise-report.ts'

const TEXTS = [
  '',
  ' ',
  'plain',
  'with space',
  'yes',
  'No',
  'on',
  'OFF',
  'y',
  'null',
  '~',
  'true',
  '.nan',
  'NaN',
  '017',
  '0b1',
  '1_000',
  '1e5',
  '12:30:45',
  '2026-11-21',
  '2026-11-21 03:51:16',
  '=',
  '<<',
  '- a',
  'a: b',
  'a #b',
  '#',
  '&a',
  '*a',
  '!a',
  '%a',
  '@a',
  '`a',
  '"',
  "'",
  '\\',
  '---',
  '...',
  '\n',
  'a\r\nb',
  '\t',
  '\u0001',
  '\u007f',
  '\u0085',
  '\u2028',
  '\ufeff',
  'ü€',
  '😀',
  'a'.repeat(5_000),
  '{}',
  '[a]',
  '|',
  '>',
]

describe('a report as YAML', () => {
  const document: JsonValue = {
    keys: Object.fromEntries(TEXTS.filter((text) => text.length < 1_000 && text !== '<<').map((text) => [text, 1])),
    values: TEXTS,
    numbers: [0, 1, -1, 1.5, 1e21, 1e-7],
    rest: [true, false, null, [], {}, [[]], [[1, [2]]], [{ a: { b: [] } }]],
  }
  const text = serialiseReport(document, 'yaml').toString()

  test('is read alike by readers of YAML 1.2, of YAML 1.1 and by our own', () => {
    assert.deepEqual(parse(text, { version: '1.2', schema: 'core' }), document)
    assert.deepEqual(parseDocument(text, { version: '1.1', merge: true }).toJS(), document)
    assert.deepEqual(parseYamlDocuments(text)[0]?.value, document)
  })
  test('is printable ASCII, apart from letters that JSON leaves alone', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the absence of control characters is what is tested.
    assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff]/)
  })
})

test('a report as JSON is read by every JSON reader', () => {
  const document = { b: [1, { a: 'ü' }], a: null }
  assert.deepEqual(JSON.parse(serialiseReport(document, 'json').toString()), document)
})
