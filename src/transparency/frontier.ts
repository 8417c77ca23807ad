import { EMPTY_ROOT, type Hash, nodeHash } from './merkle.ts'

/**
 * All that has to be known of a tree to append to it: its size, and the roots of the complete subtrees into which the size
 * splits, largest first, one for each binary one of the size.
 */
export interface Frontier {
  readonly size: number
  readonly roots: readonly Hash[]
}

/** The root of a complete subtree of 2**height entries; `index` counts the subtrees of this height from the left. */
export interface CompleteSubtree {
  readonly height: number
  readonly index: number
  readonly hash: Hash
}

export const EMPTY_FRONTIER: Frontier = { size: 0, roots: [] }

/** Appends leaf hashes. `onComplete` gets every subtree that this completes, the leaves themselves included. */
export function appendLeaves(
  { size, roots }: Frontier,
  leaves: readonly Hash[],
  onComplete: (subtree: CompleteSubtree) => void = () => {},
): Frontier {
  const stack = [...roots]
  let count = size
  for (const leaf of leaves) {
    let hash = leaf
    let index = count
    let height = 0
    onComplete({ height, index, hash })
    for (; index % 2 === 1; index = Math.floor(index / 2)) {
      const left = stack.pop()
      if (!left) throw new Error('the frontier does not fit its size')
      hash = nodeHash(left, hash)
      height += 1
      onComplete({ height, index: Math.floor(index / 2), hash })
    }
    stack.push(hash)
    count += 1
  }
  return { size: count, roots: stack }
}

/** The root hash of the tree (RFC 6962, 2.1). */
export function rootOf({ roots }: Frontier): Hash {
  const [last, ...others] = roots.toReversed()
  return last ? others.reduce((right, left) => nodeHash(left, right), last) : EMPTY_ROOT
}
