import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, test } from 'node:test'
import { formatCheckpoint } from './checkpoint.ts'
import { formatEntry } from './entry.ts'
import { encodeEntryBundle } from './entry-bundle.ts'
import { appendLeaves, EMPTY_FRONTIER, type Frontier, rootOf } from './frontier.ts'
import { type Hash, leafHash } from './merkle.ts'
import { cosignNote, joinNote, signNote } from './note.ts'
import { noteSigner, SIGNATURE_TYPES } from './note-key.ts'
import { tilePath, widthIn } from './tile.ts'
import { type VerifyOptions, verifyLog } from './verifier.ts'

const AT = new Date('2026-11-21T07:00:00Z')
const log = noteSigner('example.org/log', SIGNATURE_TYPES.log, Buffer.alloc(32, 1))
const witness = noteSigner('witness.example.org', SIGNATURE_TYPES.witness, Buffer.alloc(32, 2))

function entry(index: number, at = AT): Buffer {
  const digest = createHash('sha256').update(String(index)).digest('hex')
  return Buffer.from(formatEntry({ kind: 'report', at, digest, isSalted: false }))
}

/** The files of a log with these entries. */
function files(entries: readonly Buffer[]): Map<string, Buffer> {
  const made = new Map<string, Buffer>()
  const hashes = new Map<string, Hash>()
  const tree: Frontier = appendLeaves(EMPTY_FRONTIER, entries.map(leafHash), ({ height, index, hash }) => {
    if (height % 8 === 0) hashes.set(`${height / 8} ${index}`, hash)
  })
  for (const level of ['entries', 0, 1, 2] as const) {
    for (let number = 0; widthIn(entries.length, { level, number }) > 0; number += 1) {
      const width = widthIn(entries.length, { level, number })
      const bytes =
        level === 'entries'
          ? encodeEntryBundle(entries.slice(number * 256, number * 256 + width))
          : Buffer.concat(
              Array.from(
                { length: width },
                (_, index) => hashes.get(`${level} ${number * 256 + index}`) ?? assert.fail(),
              ),
            )
      made.set(tilePath({ level, number, width }), bytes)
    }
  }
  return made.set('checkpoint', Buffer.from(checkpoint(tree)))
}

function checkpoint(tree: Frontier): string {
  const text = formatCheckpoint({ origin: log.name, size: tree.size, root: rootOf(tree) })
  return joinNote(text, [signNote(text, log)])
}

const verify = (made: ReadonlyMap<string, Buffer>, options: Partial<VerifyOptions> = {}) =>
  verifyLog({ read: async (path) => made.get(path), keys: [log.verifierKey], at: AT, ...options })

const some = (count: number) => Array.from({ length: count }, (_, index) => entry(index))

describe('the verifier', () => {
  test('verifies logs of every size near the borders of tiles, from every earlier one', async () => {
    const sizes = [0, 1, 2, 3, 255, 256, 257, 511, 512, 513, 700]
    for (const [position, size] of sizes.entries()) {
      const made = files(some(size))
      for (const earlier of sizes.slice(0, position + 1)) {
        const known = files(some(earlier)).get('checkpoint')?.toString() ?? assert.fail()
        assert.equal((await verify(made, { earlier: known })).size, size, `${earlier} to ${size}`)
      }
    }
  })

  test('takes a full tile where the partial one is gone', async () => {
    const made = files(some(300))
    const full = files(some(512))
    for (const level of ['entries', 0] as const) {
      made.delete(tilePath({ level, number: 1, width: 44 }))
      const path = tilePath({ level, number: 1, width: 256 })
      made.set(path, full.get(path) ?? assert.fail())
    }
    assert.equal((await verify(made)).size, 300)
  })

  test('notices each byte of each file that is changed, and each file that lacks', async () => {
    const made = files(some(260))
    for (const [path, bytes] of made) {
      const others = new Map(made)
      others.delete(path)
      await assert.rejects(verify(others), { code: 'LOG_UNREADABLE' }, path)
      for (let offset = 0; offset < bytes.length; offset += Math.ceil(bytes.length / 40)) {
        const changed = Buffer.from(bytes)
        changed[offset] = (changed[offset] ?? 0) ^ 1
        await assert.rejects(verify(new Map(made).set(path, changed)), /./, `${path} ${offset}`)
      }
    }
  })

  test('asks for nothing beyond its limits, and believes no size that cannot be', async () => {
    const made = files(some(300))
    await assert.rejects(verify(made, { mostBytes: 20_000 }), { code: 'LOG_TOO_LARGE' })
    const huge = files([]).set('checkpoint', Buffer.from(checkpoint({ size: 9e14, roots: [leafHash(entry(1))] })))
    let reads = 0
    const read = async (path: string) => {
      reads += 1
      return huge.get(path)
    }
    await assert.rejects(verify(huge, { read }), { code: 'LOG_TOO_LARGE' })
    assert.equal(reads, 1)
    await assert.rejects(verify(new Map(made).set('checkpoint', Buffer.alloc(70_000, 10))), { code: 'LOG_TOO_LARGE' })
  })

  test('lets nothing that comes after a cosigned checkpoint bear an earlier time', async () => {
    const text = formatCheckpoint({
      origin: log.name,
      size: 3,
      root: rootOf(appendLeaves(EMPTY_FRONTIER, some(3).map(leafHash))),
    })
    const later = new Date(AT.getTime() + 3_600_000)
    const earlier = joinNote(text, [signNote(text, log), cosignNote(text, witness, later)])
    const options = { earlier, witnesses: [witness.verifierKey], at: new Date(AT.getTime() + 7_200_000) }
    await assert.rejects(verify(files(some(4)), options), { code: 'LOG_ENTRY_BACKDATED' })
    assert.equal((await verify(files([...some(3), entry(3, later)]), options)).size, 4)
    const uncosigned = joinNote(text, [signNote(text, log)])
    await assert.rejects(verify(files(some(3)), { ...options, earlier: uncosigned }), { code: 'LOG_SIGNATURE_WRONG' })
  })
})
