import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cosignNote, joinNote, parseNote, signersOf, signNote } from './note.ts'
import { formatNoteSigner, noteSigner, parseNoteSigner, parseVerifierKey, SIGNATURE_TYPES } from './note-key.ts'

/** The example of Go's package golang.org/x/mod/sumdb/note. */
const PETER = 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz'
const PETER_KEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
const TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
const SIGNED =
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n'

const log = noteSigner('example.org/log', SIGNATURE_TYPES.log, Buffer.alloc(32, 1))
const witness = noteSigner('witness.example.org/w1', SIGNATURE_TYPES.witness, Buffer.alloc(32, 2))

test('keys and signatures are those of the example of another implementation', () => {
  const signer = parseNoteSigner(PETER, SIGNATURE_TYPES.log)
  assert.equal(signer.verifierKey, PETER_KEY)
  assert.equal(formatNoteSigner(signer), PETER)
  assert.equal(signNote(TEXT, signer), SIGNED)
  const [signed] = signersOf(parseNote(joinNote(TEXT, [SIGNED])), [parseVerifierKey(PETER_KEY)])
  assert.equal(signed?.key.name, 'PeterNeumann')
})

test('a cosignature says when it was made, and counts for the text alone', () => {
  const at = new Date('2026-11-21T07:00:00Z')
  const note = joinNote(TEXT, [signNote(TEXT, log), cosignNote(TEXT, witness, at)])
  const keys = [log, witness].map(({ verifierKey }) => parseVerifierKey(verifierKey))
  assert.deepEqual(
    signersOf(parseNote(note), keys).map(({ key, at: moment }) => [key.name, moment?.toISOString()]),
    [
      ['example.org/log', undefined],
      ['witness.example.org/w1', '2026-11-21T07:00:00.000Z'],
    ],
  )
  assert.throws(() => signersOf(parseNote(note.replace('cryptography', 'astrology')), keys), {
    code: 'LOG_SIGNATURE_WRONG',
  })
})

test('signatures of unknown keys are ignored, also under a known name', () => {
  const other = noteSigner('example.org/log', SIGNATURE_TYPES.log, Buffer.alloc(32, 3))
  const note = parseNote(joinNote(TEXT, [signNote(TEXT, other), SIGNED]))
  assert.deepEqual(signersOf(note, [log]), [])
  assert.deepEqual(
    signersOf(note, [other]).map(({ key }) => key.verifierKey),
    [other.verifierKey],
  )
})

const MALFORMED: readonly (readonly [string, string])[] = [
  ['a text without signatures', TEXT],
  ['a text without an empty line', `${TEXT}${SIGNED}`],
  ['a note without its last line feed', joinNote(TEXT, [SIGNED]).trimEnd()],
  ['a note with a control character', joinNote(TEXT.replace('you', 'y\u0007u'), [SIGNED])],
  ['a note with carriage returns', joinNote(TEXT.replaceAll('\n', '\r\n'), [SIGNED])],
  ['a signature line with two spaces', joinNote(TEXT, [SIGNED.replace('— ', '—  ')])],
  ['a signature line with a hyphen', joinNote(TEXT, [SIGNED.replace('—', '-')])],
  [
    'more signatures than anybody needs',
    joinNote(
      TEXT,
      Array.from({ length: 65 }, () => SIGNED),
    ),
  ],
  ['a note that is too long', joinNote(`${'x'.repeat(70_000)}\n`, [SIGNED])],
]

for (const [sentence, note] of MALFORMED) {
  test(`${sentence} is refused`, () => assert.throws(() => parseNote(note), { code: 'LOG_CHECKPOINT_INVALID' }))
}

test('keys that are malformed, renamed or of another kind are refused, and the message does not hold them', () => {
  const wrong = { code: 'LOG_KEY_INVALID' }
  for (const key of [
    '',
    'a+b',
    PETER_KEY.replace('Peter', 'Petra'),
    PETER_KEY.replace('ARpc', 'AhPc'),
    `${PETER_KEY}AAAA`,
  ]) {
    assert.throws(() => parseVerifierKey(key), wrong)
  }
  for (const line of ['', PETER.replace('c74f20a3', 'c74f20a4'), PETER.slice(0, -4)]) {
    assert.throws(
      () => parseNoteSigner(line, SIGNATURE_TYPES.log),
      (error: Error) => !error.message.includes('AYEKFAL'),
    )
  }
  assert.throws(() => parseNoteSigner(PETER, SIGNATURE_TYPES.witness), wrong)
  assert.throws(() => noteSigner('two words', SIGNATURE_TYPES.log, Buffer.alloc(32)), wrong)
})
