import { createHmac, randomBytes } from 'node:crypto'

/** Gives the wanted number of bytes. */
export type Randomness = (size: number) => Buffer

/**
 * Real randomness without a seed, else a stream that the seed decides, so that a test gets the same ids, passwords and
 * tokens on each start. A seeded practice cloud has guessable passwords: it listens on this machine only.
 */
export function randomnessFrom(seed: string | undefined): Randomness {
  if (seed === undefined) return randomBytes
  let counter = 0
  return (size) => {
    const blocks: Buffer[] = []
    for (let filled = 0; filled < size; filled += 32) {
      blocks.push(createHmac('sha256', seed).update(String(counter)).digest())
      counter += 1
    }
    return Buffer.concat(blocks).subarray(0, size)
  }
}

/** 32 hexadecimal digits, as Keystone makes ids. */
export function randomHexId(randomness: Randomness): string {
  return randomness(16).toString('hex')
}

/** A secret of 192 bits that needs no quoting in YAML or in a shell. */
export function randomSecret(randomness: Randomness): string {
  return randomness(24).toString('base64url')
}

/** A random UUID (version 4), as the other services make ids. */
export function randomUuid(randomness: Randomness): string {
  const digits = randomHexId(randomness)
  const variant = '89ab'[Number.parseInt(digits.charAt(16), 16) % 4]
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    `${variant}${digits.slice(17, 20)}`,
    digits.slice(20),
  ].join('-')
}
