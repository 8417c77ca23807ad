import { type Hash, nodeHash, splitOf } from './merkle.ts'
import { TILE_HEIGHT, TILE_WIDTH, type Tile, widthIn } from './tile.ts'

/** Brings the hashes of a tile that is as wide as the size of the tree makes it. */
export type TileReader = (tile: Tile) => Promise<readonly Hash[]>

/** The proofs of a tree of one size, from its tiles. */
export interface TileTree {
  readonly size: number
  root(): Promise<Hash>
  /** That the entry at an index is in the tree: from the leaf's sibling up (RFC 6962, 2.1.1). */
  inclusionProof(index: number): Promise<Hash[]>
  /** That the tree begins with that of an earlier size (RFC 6962, 2.1.2); empty for size 0 and for its own. */
  consistencyProof(earlierSize: number): Promise<Hash[]>
}

/** Each tile is read once at most. */
export function createTileTree(size: number, readTile: TileReader): TileTree {
  const tiles = new Map<string, Promise<readonly Hash[]>>()

  function hashesOf(level: number, number: number): Promise<readonly Hash[]> {
    const key = `${level}/${number}`
    const known = tiles.get(key)
    if (known) return known
    const read = readTile({ level, number, width: widthIn(size, { level, number }) })
    tiles.set(key, read)
    return read
  }

  /** The hash of the entries from `start` to before `end`, as RFC 6962 defines it. */
  async function subtree(start: number, end: number): Promise<Hash> {
    const count = end - start
    const height = Math.log2(count)
    if (Number.isInteger(height) && start % count === 0) return completeSubtree(start, height)
    const middle = start + splitOf(count)
    return nodeHash(await subtree(start, middle), await subtree(middle, end))
  }

  async function completeSubtree(start: number, height: number): Promise<Hash> {
    const level = Math.floor(height / TILE_HEIGHT)
    const first = start / TILE_WIDTH ** level
    const hashes = await hashesOf(level, Math.floor(first / TILE_WIDTH))
    const offset = first % TILE_WIDTH
    let row = hashes.slice(offset, offset + 2 ** (height % TILE_HEIGHT))
    while (row.length > 1) row = inPairs(row)
    const [hash] = row
    if (!hash) throw new Error(`tile ${level}/${Math.floor(first / TILE_WIDTH)} is too narrow`)
    return hash
  }

  async function inclusion(index: number, start: number, end: number): Promise<Hash[]> {
    if (end - start === 1) return []
    const middle = start + splitOf(end - start)
    return index < middle
      ? [...(await inclusion(index, start, middle)), await subtree(middle, end)]
      : [...(await inclusion(index, middle, end)), await subtree(start, middle)]
  }

  async function consistency(earlier: number, start: number, end: number, isKnown: boolean): Promise<Hash[]> {
    if (earlier === end) return isKnown ? [] : [await subtree(start, end)]
    const middle = start + splitOf(end - start)
    return earlier <= middle
      ? [...(await consistency(earlier, start, middle, isKnown)), await subtree(middle, end)]
      : [...(await consistency(earlier, middle, end, false)), await subtree(start, middle)]
  }

  return {
    size,
    root: () => subtree(0, size),
    inclusionProof: (index) => inclusion(index, 0, size),
    consistencyProof: async (earlier) => (earlier === 0 ? [] : consistency(earlier, 0, size, true)),
  }
}

function inPairs(row: readonly Hash[]): Hash[] {
  return row.flatMap((left, index) => {
    const right = row[index + 1]
    return index % 2 === 0 && right ? [nodeHash(left, right)] : []
  })
}
