/** A password hash in its parts, as argon2 and bcrypt write it with `$` between them. */
export type PasswordHash =
  | {
      readonly kind: 'argon2id'
      /** KiB. */
      readonly memory: number
      readonly passes: number
      readonly parallelism: number
      readonly salt: Buffer
      readonly tag: Buffer
    }
  | { readonly kind: 'bcrypt'; readonly text: string }

const ARGON2ID =
  /^\$argon2id\$v=19\$m=(\d{1,8}),t=(\d{1,3}),p=(\d{1,3})\$([A-Za-z0-9+/]{11,128})\$([A-Za-z0-9+/]{16,172})$/
const BCRYPT = /^\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53}$/

/** Costs above these would let one sign-in occupy the machine. */
const MOST_MEMORY = 1_048_576
const MOST_PASSES = 20
const MOST_LANES = 16
const BCRYPT_COSTS = { least: 4, most: 15 }

export function isPasswordHash(text: string): boolean {
  return parsePasswordHash(text) !== undefined
}

/** Reads a hash; undefined if it is none, or one whose cost is out of bounds. */
export function parsePasswordHash(text: string): PasswordHash | undefined {
  const argon2 = ARGON2ID.exec(text)
  if (argon2) {
    const [memory, passes, parallelism] = [Number(argon2[1]), Number(argon2[2]), Number(argon2[3])]
    const isAffordable =
      memory <= MOST_MEMORY &&
      memory >= 8 * parallelism &&
      passes >= 1 &&
      passes <= MOST_PASSES &&
      parallelism >= 1 &&
      parallelism <= MOST_LANES
    const [salt, tag] = [Buffer.from(argon2[4] ?? '', 'base64'), Buffer.from(argon2[5] ?? '', 'base64')]
    return isAffordable ? { kind: 'argon2id', memory, passes, parallelism, salt, tag } : undefined
  }
  const cost = Number(BCRYPT.exec(text)?.[1])
  return cost >= BCRYPT_COSTS.least && cost <= BCRYPT_COSTS.most ? { kind: 'bcrypt', text } : undefined
}
