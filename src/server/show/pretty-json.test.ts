import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { prettyJson } from './pretty-json.ts'

describe('JSON as Python lays it out', () => {
  const table: readonly (readonly [string, string])[] = [
    ['{}', '{}'],
    ['{"a": []}', '{\n  "a": []\n}'],
    ['{"b": 1.0, "10": [1, {"x": null}]}', '{\n  "b": 1.0,\n  "10": [\n    1,\n    {\n      "x": null\n    }\n  ]\n}'],
    ['"a,b:{}[] \\" \\\\"', '"a,b:{}[] \\" \\\\"'],
    ['["ü😀"]', '[\n  "\\u00fc\\ud83d\\ude00"\n]'],
    ['[true, -1e5]', '[\n  true,\n  -1e5\n]'],
  ]
  for (const [text, expected] of table) {
    test(text, () => assert.equal(prettyJson(text), expected))
  }
  test('what is laid out means the same', () => {
    const value = { a: [1, 'x\u007f\u2028', { b: [[], {}] }], 'ä"': null }
    assert.deepEqual(JSON.parse(prettyJson(JSON.stringify(value))), value)
  })
})
