import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { formatCheckpoint, parseCheckpoint } from './checkpoint.ts'
import { appendLeaves, EMPTY_FRONTIER, rootOf } from './frontier.ts'
import { leafHash } from './merkle.ts'
import { joinNote, parseNote, signersOf, signNote } from './note.ts'
import { noteSigner, parseVerifierKey, SIGNATURE_TYPES } from './note-key.ts'
import { plainConsistency, plainRoot } from './plain-tree.fixture.ts'
import { answerAddCheckpoint, formatAddCheckpoint } from './witness.ts'

const AT = new Date('2026-11-21T07:00:00Z')
const ORIGIN = 'example.org/log'
const log = noteSigner(ORIGIN, SIGNATURE_TYPES.log, Buffer.alloc(32, 1))
const witness = noteSigner('witness.example.org', SIGNATURE_TYPES.witness, Buffer.alloc(32, 2))
const entries = Array.from({ length: 40 }, (_, index) => Buffer.from(`entry ${index}`))

function checkpoint(
  size: number,
  { root = rootOf(appendLeaves(EMPTY_FRONTIER, entries.slice(0, size).map(leafHash))), signer = log } = {},
) {
  const text = formatCheckpoint({ origin: signer.name, size, root })
  return joinNote(text, [signNote(text, signer)])
}

const at = (size: number) => parseCheckpoint(parseNote(checkpoint(size)).text)
const proof = (from: number, to: number) => plainConsistency(from, entries.slice(0, to))

function answer(request: string, lastSize?: number) {
  return answerAddCheckpoint(request, {
    signer: witness,
    findLog: (origin) =>
      origin === ORIGIN ? { origin, keys: [log], ...(lastSize !== undefined && { last: at(lastSize) }) } : undefined,
    at: AT,
  })
}

describe('a witness', () => {
  test('cosigns the first checkpoint of a log and those that only grow', () => {
    for (const [last, size] of [
      [undefined, 0],
      [undefined, 17],
      [0, 5],
      [5, 5],
      [7, 40],
      [32, 33],
    ] as const) {
      const note = checkpoint(size)
      const hashes = last === undefined || last === 0 ? [] : proof(last, size)
      const result = answer(formatAddCheckpoint(last ?? 0, hashes, note), last)
      assert.equal(result.status, 200, `${last} to ${size}: ${result.body}`)
      const [signed] = signersOf(parseNote(`${note}${result.body}`), [parseVerifierKey(witness.verifierKey)])
      assert.deepEqual(signed?.at, AT)
    }
  })

  const fork = plainRoot([...entries.slice(0, 9), Buffer.from('other')])
  const stranger = noteSigner('other.example.org', SIGNATURE_TYPES.log, Buffer.alloc(32, 3))
  const impostor = noteSigner(ORIGIN, SIGNATURE_TYPES.log, Buffer.alloc(32, 4))
  const REFUSED: readonly (readonly [string, number, string, number | undefined])[] = [
    ['what is no request', 400, 'old 3', undefined],
    [
      'a size with a leading zero',
      400,
      formatAddCheckpoint(0, [], checkpoint(3)).replace('old 0', 'old 00'),
      undefined,
    ],
    ['a proof line that is no hash', 400, `old 0\nAAAA\n\n${checkpoint(3)}`, undefined],
    [
      '64 lines of proof',
      400,
      formatAddCheckpoint(
        0,
        Array.from({ length: 64 }, () => fork),
        checkpoint(3),
      ),
      undefined,
    ],
    ['a log that it does not know', 404, formatAddCheckpoint(0, [], checkpoint(3, { signer: stranger })), undefined],
    [
      'a checkpoint that another key signed',
      403,
      formatAddCheckpoint(0, [], checkpoint(3, { signer: impostor })),
      undefined,
    ],
    ['an old size beyond the new', 400, formatAddCheckpoint(9, [], checkpoint(3)), 9],
    ['an old size that is not the last', 409, formatAddCheckpoint(3, proof(3, 12), checkpoint(12)), 9],
    ['another tree of the same size', 409, formatAddCheckpoint(10, [], checkpoint(10, { root: fork })), 10],
    [
      'a tree that does not begin with the last',
      422,
      formatAddCheckpoint(9, proof(9, 10), checkpoint(10, { root: fork })),
      9,
    ],
    ['a growth without proof', 422, formatAddCheckpoint(9, [], checkpoint(12)), 9],
    ['a proof where nothing is to be proved', 422, formatAddCheckpoint(0, [fork], checkpoint(3)), undefined],
  ]
  for (const [sentence, status, request, last] of REFUSED) {
    test(`refuses ${sentence} with ${status}`, () => assert.equal(answer(request, last).status, status))
  }

  test('tells its last size to whoever does not know it', () => {
    assert.equal(answer(formatAddCheckpoint(0, [], checkpoint(12)), 9).body, '9\n')
  })
})
