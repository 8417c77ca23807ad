import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { appendLeaves, EMPTY_FRONTIER, type Frontier, rootOf } from './frontier.ts'
import { type Hash, leafHash } from './merkle.ts'
import { plainConsistency, plainInclusion, plainRoot } from './plain-tree.fixture.ts'
import { TILE_WIDTH } from './tile.ts'
import { createTileTree, type TileReader } from './tile-tree.ts'
import { isConsistent, isIncluded } from './verify-proofs.ts'

/** The test vectors of Certificate Transparency for RFC 6962. */
const VECTOR_ENTRIES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
]
const VECTOR_ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]
const LARGEST = 2_000
const entries = Array.from({ length: LARGEST }, (_, index) => Buffer.from(`entry ${index}`))
const leaves = entries.map(leafHash)

/** The tiles that appending gives, with the frontier of every size. */
function grow(): { readonly frontiers: readonly Frontier[]; readonly readTile: TileReader } {
  const hashes = new Map<string, Hash>()
  const frontiers: Frontier[] = [EMPTY_FRONTIER]
  for (const leaf of leaves) {
    const next = appendLeaves(frontiers.at(-1) ?? EMPTY_FRONTIER, [leaf], ({ height, index, hash }) => {
      if (height % 8 === 0) hashes.set(`${height / 8} ${index}`, hash)
    })
    frontiers.push(next)
  }
  const readTile: TileReader = async ({ level, number, width }) =>
    Array.from({ length: width }, (_, offset) => {
      const hash = hashes.get(`${level} ${number * TILE_WIDTH + offset}`)
      assert.ok(hash, `tile ${level}/${number} is asked for at a width that is not there`)
      return hash
    })
  return { frontiers, readTile }
}

describe('the tree', () => {
  const { frontiers, readTile } = grow()

  test('has the roots of the test vectors of RFC 6962', () => {
    const vectors = VECTOR_ENTRIES.map((text) => Buffer.from(text, 'hex'))
    for (const [size, root] of VECTOR_ROOTS.entries()) {
      const own = appendLeaves(EMPTY_FRONTIER, vectors.slice(0, size).map(leafHash))
      assert.equal(rootOf(own).toString('hex'), root, `${size} entries`)
      assert.equal(plainRoot(vectors.slice(0, size)).toString('hex'), root, `${size} entries, by the definition`)
    }
  })

  test(`is the same appended one by one, at once, from tiles and by the definition, for sizes 0 to ${LARGEST}`, async () => {
    for (const [size, frontier] of frontiers.entries()) {
      const root = rootOf(frontier)
      assert.equal(frontier.size, size)
      // The definition hashes everything again, which is slow: every size near the borders of tiles, else each 13th.
      if (size < 70 || size % 13 === 0 || size % TILE_WIDTH < 3) {
        assert.ok(root.equals(plainRoot(entries.slice(0, size))), `${size} entries`)
        assert.ok(root.equals(rootOf(appendLeaves(EMPTY_FRONTIER, leaves.slice(0, size)))))
      }
      if (size > 0) assert.ok(root.equals(await createTileTree(size, readTile).root()), `${size} entries from tiles`)
    }
  })

  test(`proves inclusion and consistency for sizes 1 to ${LARGEST}, and nothing else`, async () => {
    for (let size = 1; size <= LARGEST; size += size < 40 ? 1 : 7) {
      const tree = createTileTree(size, readTile)
      const root = rootOf(frontiers[size] ?? EMPTY_FRONTIER)
      const step = size < 40 ? 1 : Math.ceil(size / 5)
      for (let index = 0; index < size; index += step) {
        const leaf = leaves[index] ?? assert.fail()
        const proof = await tree.inclusionProof(index)
        assert.ok(isIncluded({ index, leaf, size, root, proof }), `entry ${index} of ${size}`)
        assert.ok(!isIncluded({ index, leaf: leafHash(Buffer.from('other')), size, root, proof }))
        assert.ok(!isIncluded({ index: index + 1, leaf, size, root, proof }) || size === 1)
        assert.ok(!isIncluded({ index, leaf, size, root, proof: [...proof, leaf] }))
        assert.ok(!isIncluded({ index: size, leaf, size, root, proof }))
        const earlier = { size: index, root: rootOf(frontiers[index] ?? EMPTY_FRONTIER) }
        const consistency = await tree.consistencyProof(index)
        assert.ok(isConsistent(earlier, { size, root }, consistency), `${index} in ${size}`)
        if (index === 0) continue
        assert.ok(!isConsistent({ ...earlier, root: leaf }, { size, root }, consistency) || index === 1)
        assert.ok(!isConsistent(earlier, { size, root: leaf }, consistency))
        assert.ok(!isConsistent(earlier, { size, root }, consistency.slice(1)))
        assert.ok(!isConsistent({ size, root }, earlier, consistency))
      }
    }
  })

  test('gives the proofs that the definition gives', async () => {
    for (const size of [1, 2, 3, 7, 8, 255, 256, 257, 511, 513, 1_500]) {
      const tree = createTileTree(size, readTile)
      for (const index of [0, 1, Math.floor(size / 2), size - 1].filter((one) => one < size)) {
        assert.deepEqual(await tree.inclusionProof(index), plainInclusion(index, entries.slice(0, size)))
        if (index === 0) continue
        assert.deepEqual(await tree.consistencyProof(index), plainConsistency(index, entries.slice(0, size)))
      }
      assert.deepEqual(await tree.consistencyProof(size), [])
    }
  })
})
