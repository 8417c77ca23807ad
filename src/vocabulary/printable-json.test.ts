import assert from 'node:assert/strict'
import { test } from 'node:test'
import { printableJson } from './printable-json.ts'

test('a name that turns text round is escaped, and means the same', () => {
  const value = { name: 'a\u202eb\u2066c\u009b31m\u001b[2J\u2028\u200fd', 'k\u061cey': ['ä', '€', '🦭', 1, null] }
  const text = printableJson(value, 2)
  assert.doesNotMatch(text, /[^\P{Cc}\n]|[\u2028-\u202e\u2066-\u2069\u200f\u061c]/u)
  assert.match(text, /\\u202e/)
  assert.match(text, /🦭/)
  assert.deepEqual(JSON.parse(text), value)
})
