import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parse } from 'yaml'
import { EXAMPLE_SCOPE_TEXT } from './example-scope.ts'
import { parseScope } from './parse-scope.ts'
import { scopeDigest } from './scope-digest.ts'

const digestOf = (text: string) => scopeDigest(parseScope(text, { fileName: 'example' }))

test('the digest of a scope is 64 hexadecimal digits', () => {
  assert.match(digestOf(EXAMPLE_SCOPE_TEXT), /^[0-9a-f]{64}$/)
})

test('comments, the order of keys and of the timeline, and JSON instead of YAML do not change it', () => {
  const file = parse(EXAMPLE_SCOPE_TEXT)
  const reordered = Object.fromEntries(Object.entries({ ...file, timeline: file.timeline.toReversed() }).reverse())
  assert.equal(digestOf(`# a comment\n${EXAMPLE_SCOPE_TEXT}`), digestOf(EXAMPLE_SCOPE_TEXT))
  assert.equal(digestOf(JSON.stringify(reordered)), digestOf(EXAMPLE_SCOPE_TEXT))
})

test('any change of content changes it', () => {
  const changes: [string, string][] = [
    ['lifetime: month', 'lifetime: week'],
    ['v1: warn', 'v1: deprecated'],
    ['scs-9001-nicety', 'scs-9001-novelty'],
    ['list-1', 'list-3'],
    ['mode: fast', 'mode: slow'],
  ]
  const digests = [EXAMPLE_SCOPE_TEXT, ...changes.map(([from, to]) => EXAMPLE_SCOPE_TEXT.replace(from, to))].map(
    digestOf,
  )
  assert.equal(new Set(digests).size, changes.length + 1)
})
