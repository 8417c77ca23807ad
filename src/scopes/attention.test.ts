import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { attention } from './attention.ts'
import { EXAMPLE_SCOPE_TEXT } from './example-scope.ts'
import { parseScope } from './parse-scope.ts'
import { SHIPPED_SCOPES } from './shipped-scopes.ts'

test('only main of stable versions asks for attention', () => {
  const scope = parseScope(EXAMPLE_SCOPE_TEXT, { fileName: 'example' })
  assert.deepEqual(
    [...attention(scope)],
    [
      ['scs-9001-first', 2],
      ['scs-9001-second', 2],
      ['scs-9002-images', 1],
    ],
  )
})

test('attention of the shipped IaaS scope is as the vectors have it', () => {
  const { vectors } = JSON.parse(readFileSync(new URL('../../tests/vectors/iaas.json', import.meta.url), 'utf8'))
  const those = vectors.filter(({ kind }: { kind: string }) => kind === 'scope_attention')
  assert.equal(those.length, 1)
  const counts = attention(parseScope(readFileSync(SHIPPED_SCOPES[0].file, 'utf8'), { fileName: 'iaas' }))
  for (const { expected_python: expected } of those) {
    const nonZero = Object.entries(expected).filter(([, count]) => count !== 0)
    assert.deepEqual(Object.fromEntries(counts), Object.fromEntries(nonZero))
  }
})
