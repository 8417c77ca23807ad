import { type Argon2Parameters, argon2, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type { Clock } from '#vocabulary/clock.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import { createBcryptComparer } from './bcrypt-comparer.ts'
import { type PasswordHash, parsePasswordHash } from './password-hash.ts'

const argon2Async = promisify(argon2)

const REMEMBERED_FOR_MS = 5 * 60_000
const MOST_REMEMBERED = 10_000
const MOST_AT_ONCE = 2
const MOST_WAITING = 64
const LONGEST_PASSWORD = 4_096
/** bcrypt looks at no further ones, so that a longer password would match with any ending. */
const MOST_BYTES_OF_BCRYPT = 72

/** What an unknown user's password is compared with, at the usual cost, so that time does not tell who exists. */
const DECOY: PasswordHash = {
  kind: 'argon2id',
  memory: 65_536,
  passes: 3,
  parallelism: 4,
  salt: Buffer.alloc(16, 'decoy'),
  tag: Buffer.alloc(32),
}

export interface PasswordVerifier {
  /**
   * Says whether the password belongs to one of the hashes; an empty list stands for a user that does not exist and takes
   * as long. A match is remembered for five minutes (by a keyed digest, never the password itself), as long as the hash is
   * still among those given.
   *
   * @throws CodedError SERVER_BUSY if too many sign-ins are waiting
   */
  isMatch(user: string, password: string, hashes: readonly string[]): Promise<boolean>
  /** True if this credential was verified in the last minutes against one of the hashes. Costs nothing. */
  isRemembered(user: string, password: string, hashes: readonly string[]): boolean
  /** How many passwords wait to be verified. */
  waiting(): number
  close(): Promise<void>
}

export function createPasswordVerifier(clock: Clock): PasswordVerifier {
  const secret = randomBytes(32)
  const remembered = new Map<string, { readonly hash: string; readonly until: number }>()
  const underWay = new Map<string, Promise<string | undefined>>()
  const queue = createQueue(MOST_AT_ONCE, MOST_WAITING)
  const bcrypt = createBcryptComparer()

  const keyOf = (user: string, password: string, hashes: readonly string[]) =>
    createHmac('sha256', secret)
      .update(JSON.stringify([user, password, hashes.toSorted()]))
      .digest('base64')

  function isRemembered(user: string, password: string, hashes: readonly string[]): boolean {
    const key = keyOf(user, password, hashes)
    const entry = remembered.get(key)
    if (!entry) return false
    if (entry.until > clock().getTime() && hashes.includes(entry.hash)) return true
    remembered.delete(key)
    return false
  }

  async function findMatch(password: string, hashes: readonly string[]): Promise<string | undefined> {
    if (hashes.length === 0) await isMatchOf(password, DECOY)
    for (const text of hashes) {
      const hash = parsePasswordHash(text)
      if (hash && (await isMatchOf(password, hash))) return text
    }
    return undefined
  }

  async function isMatchOf(password: string, hash: PasswordHash): Promise<boolean> {
    if (hash.kind === 'bcrypt') {
      const isWhole = Buffer.byteLength(password) <= MOST_BYTES_OF_BCRYPT
      return (await bcrypt.isMatch(password, hash.text)) && isWhole
    }
    const parameters: Argon2Parameters = {
      message: password,
      nonce: hash.salt,
      memory: hash.memory,
      passes: hash.passes,
      parallelism: hash.parallelism,
      tagLength: hash.tag.length,
    }
    return timingSafeEqual(await argon2Async('argon2id', parameters), hash.tag)
  }

  return {
    isRemembered,
    isMatch: async (user, password, hashes) => {
      if (isRemembered(user, password, hashes)) return true
      const isPossible = password.length <= LONGEST_PASSWORD && !password.includes('\0')
      const key = keyOf(user, password, hashes)
      const verification =
        underWay.get(key) ?? queue.run(() => findMatch(isPossible ? password : '', isPossible ? hashes : []))
      underWay.set(key, verification)
      const match = await verification.finally(() => underWay.delete(key))
      if (match === undefined) return false
      if (remembered.size >= MOST_REMEMBERED) remembered.clear()
      remembered.set(key, { hash: match, until: clock().getTime() + REMEMBERED_FOR_MS })
      return true
    },
    waiting: () => queue.waiting(),
    close: () => bcrypt.close(),
  }
}

/** Runs at most so many tasks at once and lets so many wait; refuses the rest. */
function createQueue(atOnce: number, mostWaiting: number) {
  let running = 0
  const waiting: (() => void)[] = []
  const run = async <Result>(task: () => Promise<Result>): Promise<Result> => {
    if (running >= atOnce) {
      if (waiting.length >= mostWaiting) {
        throw new CodedError('SERVER_BUSY', 'too many sign-ins are waiting')
      }
      await new Promise<void>((resolve) => waiting.push(resolve))
    } else running += 1
    try {
      return await task()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
  return { run, waiting: () => waiting.length }
}
