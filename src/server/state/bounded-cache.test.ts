import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createBoundedCache } from './bounded-cache.ts'

/** What is kept of `a` to `d` after these steps: `a3` keeps a with size 3, `a` asks for it. */
function keptAfter(steps: string): string {
  const cache = createBoundedCache<string, string>(10)
  for (const [key = '', size] of steps.split(' ').map((step) => [step.slice(0, 1), step.slice(1)])) {
    if (size === '') cache.get(key)
    else cache.set(key, `value ${key}`, Number(size))
  }
  return ['a', 'b', 'c', 'd'].filter((key) => cache.get(key) === `value ${key}`).join('')
}

const TABLE: readonly (readonly [title: string, steps: string, kept: string])[] = [
  ['everything that fits is kept', 'a3 b3 c4', 'abc'],
  ['what was not used for longest makes room', 'a3 b3 c4 d1', 'bcd'],
  ['what was asked for stays', 'a3 b3 c4 a d1', 'acd'],
  ['several make room for a large one', 'a3 b3 c4 d6', 'cd'],
  ['what is larger than everything is not kept, and drives nobody out', 'a3 b11', 'a'],
  ['the same again replaces what was there, also by what is too large', 'a3 a9 b1 a11 c9', 'bc'],
  ['the same again counts once', 'a6 a6 b4', 'ab'],
]

for (const [title, steps, kept] of TABLE) test(title, () => assert.equal(keptAfter(steps), kept))
