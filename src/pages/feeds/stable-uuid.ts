import { createHash } from 'node:crypto'

/** Ours alone; must never change, or every reader takes all entries and events for new ones. */
const NAMESPACE = Buffer.from('7d0f3b1e52f14c86a6d7c1be0f4a9e35', 'hex')

/** The same UUID for the same parts, for ever (version 5, RFC 9562, 5.5). */
export function stableUuid(...parts: readonly string[]): string {
  const hash = createHash('sha1').update(NAMESPACE).update(JSON.stringify(parts)).digest().subarray(0, 16)
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80
  const hex = hash.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
