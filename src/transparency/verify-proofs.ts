import { EMPTY_ROOT, type Hash, nodeHash } from './merkle.ts'

interface Inclusion {
  readonly index: number
  readonly leaf: Hash
  readonly size: number
  readonly root: Hash
  readonly proof: readonly Hash[]
}

/** Whether a proof shows that the entry at an index of a tree has a hash (RFC 9162, 2.1.3.2). */
export function isIncluded({ index, leaf, size, root, proof }: Inclusion): boolean {
  if (index < 0 || index >= size) return false
  let position = index
  let last = size - 1
  let hash = leaf
  for (const sibling of proof) {
    if (last === 0) return false
    if (position % 2 === 1 || position === last) {
      hash = nodeHash(sibling, hash)
      while (position % 2 === 0 && position !== 0) {
        position /= 2
        last = Math.floor(last / 2)
      }
    } else hash = nodeHash(hash, sibling)
    position = Math.floor(position / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 && hash.equals(root)
}

/** A tree head: what a checkpoint says of a tree. */
export interface TreeHead {
  readonly size: number
  readonly root: Hash
}

/** Whether a proof shows that a tree begins with an earlier one (RFC 9162, 2.1.4.2). */
export function isConsistent(earlier: TreeHead, later: TreeHead, proof: readonly Hash[]): boolean {
  if (earlier.size > later.size) return false
  if (earlier.size === later.size) return proof.length === 0 && earlier.root.equals(later.root)
  if (earlier.size === 0) return proof.length === 0 && earlier.root.equals(EMPTY_ROOT)
  // Where the earlier tree is a complete subtree, its own root begins the path.
  const path = Number.isInteger(Math.log2(earlier.size)) ? [earlier.root, ...proof] : proof
  const [first, ...rest] = path
  if (!first) return false
  let position = earlier.size - 1
  let last = later.size - 1
  while (position % 2 === 1) {
    position = Math.floor(position / 2)
    last = Math.floor(last / 2)
  }
  let earlierHash = first
  let laterHash = first
  for (const hash of rest) {
    if (last === 0) return false
    if (position % 2 === 1 || position === last) {
      earlierHash = nodeHash(hash, earlierHash)
      laterHash = nodeHash(hash, laterHash)
      while (position % 2 === 0 && position !== 0) {
        position /= 2
        last = Math.floor(last / 2)
      }
    } else laterHash = nodeHash(laterHash, hash)
    position = Math.floor(position / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 && earlierHash.equals(earlier.root) && laterHash.equals(later.root)
}
