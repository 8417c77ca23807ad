import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hashesAtLevel, parseTilePath, type Tile, tilePath, widthIn } from './tile.ts'

const PATHS: readonly (readonly [string, Tile])[] = [
  ['tile/0/000', { level: 0, number: 0, width: 256 }],
  ['tile/3/x001/x234/067', { level: 3, number: 1_234_067, width: 256 }],
  ['tile/63/999.p/255', { level: 63, number: 999, width: 255 }],
  ['tile/entries/x001/000.p/1', { level: 'entries', number: 1_000, width: 1 }],
]

for (const [path, tile] of PATHS) {
  test(`the path ${path} names one tile, and the tile this path`, () => {
    assert.deepEqual(parseTilePath(path), tile)
    assert.equal(tilePath(tile), path)
  })
}

const WRONG = [
  ...['tile/64/000', 'tile/00/000', 'tile/-1/000', 'tile/0/0', 'tile/0/x000/001', 'tile/0/001/002', 'tile/0/x001'],
  ...[
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/01',
    'tile/0/000.p/',
    'tile/entries/',
    'tile/data/000',
    '../000',
  ],
]

for (const path of WRONG) {
  test(`${path} is the path of no tile`, () => assert.equal(parseTilePath(path), undefined))
}

test('a tree of 70 000 entries has the tiles of the example in the specification', () => {
  const widths = (level: number) => {
    const tiles = Math.ceil(hashesAtLevel(level, 70_000) / 256)
    return Array.from({ length: tiles }, (_, number) => widthIn(70_000, { level, number }))
  }
  assert.deepEqual([widths(0).filter((width) => width === 256).length, widths(0).at(-1)], [273, 112])
  assert.deepEqual(widths(1), [256, 17])
  assert.deepEqual(widths(2), [1])
  assert.deepEqual(widths(3), [])
  assert.equal(widthIn(256, { level: 1, number: 0 }), 1)
})
