import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { isPasswordHash, parsePasswordHash } from './password-hash.ts'

const TAG = 'PZ9xQ7Qn5vN9nqW4nC8yPZ9xQ7Qn5vN9nqW4nC8yAAA'
const argon2 = (parameters: string) => `$argon2id$v=19$${parameters}$c29tZXNhbHRzb21lc2FsdA$${TAG}`
const bcrypt = (cost: string) => `$2b$${cost}$8nuK4LyPJ0XR6giS/uwIpu3M1FzT6amSbBRUhCraJyfqUpcJ6fi8m`

describe('password hashes', () => {
  const table: readonly (readonly [string, string, boolean])[] = [
    ['argon2id at the usual cost', argon2('m=65536,t=3,p=4'), true],
    ['argon2id that would take four gigabytes', argon2('m=4194304,t=3,p=4'), false],
    ['argon2id with a hundred passes', argon2('m=65536,t=100,p=4'), false],
    ['argon2id without lanes', argon2('m=65536,t=3,p=0'), false],
    ['argon2i', argon2('m=65536,t=3,p=4').replace('argon2id', 'argon2i'), false],
    ['bcrypt at cost 12', bcrypt('12'), true],
    ['bcrypt of PHP', bcrypt('10').replace('2b', '2y'), true],
    ['bcrypt at cost 31, which takes days', bcrypt('31'), false],
    ['a password', 'hunter2', false],
    ['nothing', '', false],
  ]
  for (const [title, text, expected] of table) {
    test(`${title} ${expected ? 'counts' : 'does not count'}`, () => assert.equal(isPasswordHash(text), expected))
  }

  test('the parts of argon2id are read', () => {
    const hash = parsePasswordHash(argon2('m=65536,t=3,p=4'))
    assert.ok(hash?.kind === 'argon2id')
    assert.deepEqual([hash.memory, hash.passes, hash.parallelism], [65_536, 3, 4])
    assert.equal(hash.salt.toString(), 'somesaltsomesalt')
    assert.equal(hash.tag.length, 32)
  })
})
