import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { z } from 'zod'
import { decodeCursor, encodeCursor, pageOf } from './cursor.ts'

const schema = z.tuple([z.string(), z.int()])

describe('cursors', () => {
  test('a position comes back as it went', () => {
    assert.deepEqual(decodeCursor(schema, encodeCursor(['gx-scs ü', 7])), ['gx-scs ü', 7])
  })

  for (const cursor of ['', 'x', '%%%', encodeCursor(['a']), encodeCursor(['a', 'b']), encodeCursor(['a', 1, 2])]) {
    test(`'${cursor}' is none`, () => {
      assert.throws(() => decodeCursor(schema, cursor), { code: 'SERVER_REQUEST_INVALID' })
    })
  }

  test('the last page has no next one', () => {
    const position = (item: string) => [item]
    assert.deepEqual(pageOf(['a', 'b'], 2, position), { items: ['a', 'b'], next: null })
    assert.deepEqual(pageOf(['a', 'b', 'c'], 2, position), { items: ['a', 'b'], next: encodeCursor(['b']) })
    assert.deepEqual(pageOf([], 2, position), { items: [], next: null })
  })
})
