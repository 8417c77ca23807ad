import { createHash } from 'node:crypto'

/** The bytes of a SHA-256 hash. */
export type Hash = Buffer

/** The root of the tree without entries (RFC 6962, 2.1). */
export const EMPTY_ROOT: Hash = createHash('sha256').digest()

const LEAF = Buffer.from([0])
const NODE = Buffer.from([1])

/** The hash of an entry (RFC 6962, 2.1). */
export function leafHash(entry: Uint8Array): Hash {
  return createHash('sha256').update(LEAF).update(entry).digest()
}

/** The hash of two subtrees that follow each other (RFC 6962, 2.1). */
export function nodeHash(left: Hash, right: Hash): Hash {
  return createHash('sha256').update(NODE).update(left).update(right).digest()
}

/** The largest power of two that is smaller than a number of entries, two at least: where RFC 6962 splits a tree. */
export function splitOf(size: number): number {
  let power = 1
  while (power * 2 < size) power *= 2
  return power
}
