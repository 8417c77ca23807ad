import assert from 'node:assert/strict'
import { argon2Sync } from 'node:crypto'
import { after, describe, test } from 'node:test'
import { createPasswordVerifier } from './password-verifier.ts'

const BCRYPT = '$2b$04$8nuK4LyPJ0XR6giS/uwIpu3M1FzT6amSbBRUhCraJyfqUpcJ6fi8m'
const PASSWORD = 'sesam öffne dich'

function argon2id(password: string): string {
  const salt = Buffer.from('0123456789abcdef')
  const parameters = { message: password, nonce: salt, memory: 1_024, passes: 2, parallelism: 2, tagLength: 32 }
  const encode = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '')
  return `$argon2id$v=19$m=1024,t=2,p=2$${encode(salt)}$${encode(argon2Sync('argon2id', parameters))}`
}

describe('verifying passwords', () => {
  let now = 0
  const verifier = createPasswordVerifier(() => new Date(now))
  after(() => verifier.close())

  for (const [name, hash] of [
    ['argon2id', argon2id(PASSWORD)],
    ['bcrypt', BCRYPT],
  ] as const) {
    test(`${name}: the right password matches, another does not`, async () => {
      assert.equal(await verifier.isMatch('a', PASSWORD, [hash]), true)
      assert.equal(await verifier.isMatch('a', `${PASSWORD}!`, [hash]), false)
    })
  }

  test('any of several hashes will do', async () => {
    assert.equal(await verifier.isMatch('b', PASSWORD, [argon2id('another one'), BCRYPT]), true)
  })

  test('a match is remembered for five minutes, for this user, this password and this hash only', async () => {
    await verifier.isMatch('c', PASSWORD, [BCRYPT])
    assert.equal(verifier.isRemembered('c', PASSWORD, [BCRYPT]), true)
    assert.equal(verifier.isRemembered('d', PASSWORD, [BCRYPT]), false)
    assert.equal(verifier.isRemembered('c', 'x', [BCRYPT]), false)
    assert.equal(verifier.isRemembered('c', PASSWORD, [argon2id('another one')]), false)
    assert.equal(verifier.isRemembered('c', PASSWORD, []), false)
    now += 5 * 60_000
    assert.equal(verifier.isRemembered('c', PASSWORD, [BCRYPT]), false)
  })

  test('a failure is not remembered', async () => {
    await verifier.isMatch('e', 'wrong', [BCRYPT])
    assert.equal(verifier.isRemembered('e', 'wrong', [BCRYPT]), false)
  })

  test('a user who does not exist takes about as long as one whose password is hashed with argon2id', async () => {
    const duration = async (hashes: string[]) => {
      const started = performance.now()
      await verifier.isMatch('f', `wrong ${hashes.length}`, hashes)
      return performance.now() - started
    }
    const cheap = await duration([argon2id(PASSWORD)])
    assert.ok((await duration([])) > 3 * cheap)
  })

  test('the event loop keeps turning while a password is compared with bcrypt', async () => {
    let turns = 0
    const timer = setInterval(() => {
      turns += 1
    }, 1)
    await verifier.isMatch('g', 'wrong', [BCRYPT.replace('$04$', '$10$')])
    clearInterval(timer)
    assert.ok(turns > 3)
  })

  test('too many sign-ins at once are refused rather than queued for ever', async () => {
    const attempts = Array.from({ length: 100 }, (_, index) => verifier.isMatch('h', `wrong ${index}`, [BCRYPT]))
    const refused = (await Promise.allSettled(attempts)).filter(({ status }) => status === 'rejected')
    assert.equal(refused.length, 34)
  })
})
