import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, test } from 'node:test'
import { deflateRawSync, gunzipSync, gzipSync } from 'node:zlib'
import type { ObservedFacts } from '#facts/facts.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { ErrorCode } from '#vocabulary/error-codes.ts'
import { evidenceRoot } from '../evidence-root.ts'
import { factsOfBundle, makeEvidenceBundle, withheldFacts, withholdFacts } from './evidence-bundle.ts'
import { MAX_EVIDENCE_BYTES, packEvidence, unpackCheckedEvidence, unpackEvidence } from './evidence-file.ts'
import { requireEvidenceOf } from './require-evidence-of.ts'

const SALT = Buffer.alloc(32, 7)
const RUN = {
  subject: 'gx-scs',
  scopeUuid: '50393e6f-2ae1-4c5c-a62c-3b75f2abef3f',
  scopeDigest: 'a'.repeat(64),
  checkedAt: '2026-11-21T06:12:30.250Z',
  suite: { version: '0.1.0', digest: '5'.repeat(64) },
}
const observedAt = '2026-11-21T06:12:00.000Z'
const FACTS: ObservedFacts = {
  volumeTypes: { ok: true, observedAt, value: [{ id: 'v', name: 'Größe 😀', description: null, isPublic: true }] },
  networkExtensions: { ok: true, observedAt, value: ['router'] },
  rbacTrial: { ok: false, observedAt, reason: { class: 'time-out', detail: 'no answer in 20 s' } },
}
const BUNDLE = makeEvidenceBundle(RUN, FACTS, SALT)

function codeOf(run: () => unknown): ErrorCode | undefined {
  try {
    run()
    return undefined
  } catch (error) {
    if (error instanceof CodedError) return error.code
    throw error
  }
}

describe('an evidence bundle', () => {
  test('holds the facts under the root of the report, and not the secret salt of the run', () => {
    assert.equal(BUNDLE.root, evidenceRoot(FACTS, SALT))
    assert.deepEqual(factsOfBundle(BUNDLE), FACTS)
    assert.ok(!JSON.stringify(BUNDLE).includes(SALT.toString('hex')))
  })

  test('comes back from its file as it was, and is the same file each time', () => {
    const bytes = packEvidence(BUNDLE)
    assert.deepEqual(unpackEvidence(bytes), BUNDLE)
    assert.deepEqual(unpackCheckedEvidence(bytes), BUNDLE)
    assert.deepEqual(packEvidence(unpackEvidence(bytes)), bytes)
  })

  test('is a file that every gunzip reads', () => {
    assert.deepEqual(JSON.parse(gunzipSync(packEvidence(BUNDLE)).toString('utf8')), BUNDLE)
  })

  test('with any bit changed is refused', () => {
    const bytes = packEvidence(BUNDLE)
    for (let index = 0; index < bytes.length * 8; index += 1) {
      const changed = Buffer.from(bytes)
      changed[index >> 3] = (changed[index >> 3] ?? 0) ^ (1 << (index & 7))
      assert.equal(
        codeOf(() => unpackEvidence(changed)),
        'EVIDENCE_MALFORMED',
        `bit ${index}`,
      )
    }
  })

  test('with bytes missing or added is refused', () => {
    const bytes = packEvidence(BUNDLE)
    for (const length of [0, 1, 15, 16, 40, 56, bytes.length - 1]) {
      assert.equal(
        codeOf(() => unpackEvidence(bytes.subarray(0, length))),
        'EVIDENCE_MALFORMED',
        `${length} bytes`,
      )
    }
    assert.equal(
      codeOf(() => unpackEvidence(Buffer.concat([bytes, Buffer.alloc(1)]))),
      'EVIDENCE_MALFORMED',
    )
  })

  for (const [name, change] of [
    ['another fact', (text: string) => text.replace('router', 'routes')],
    ['a leaf less', (text: string) => text.replace(/\{"fact":\{[^}]*"value":\["router"\]\}[^}]*\},/, '')],
    ['leaves in another order', (text: string) => text.replace('networkExtensions', 'volumeTypez')],
    ['a member twice', (text: string) => text.replace('{"format":1,', '{"format":1,"format":1,')],
    ['blanks', (text: string) => text.replace('{"format":1,', '{"format": 1,')],
    ['an unknown member', (text: string) => text.replace('{"format":1,', '{"extra":1,"format":1,')],
    ['a fact of a wrong shape', (text: string) => text.replace('"router"', '5')],
    ['an unknown fact', (text: string) => text.replace('networkExtensions', 'networkFlavors')],
    ['no JSON', () => '{'],
    ['half a surrogate pair', (text: string) => text.replace('😀', '\\ud83d')],
    ['deep nesting', () => '['.repeat(100_000)],
  ] as const) {
    test(`with ${name} is refused, even under a right digest`, () => {
      const text = gunzipSync(packEvidence(BUNDLE)).toString('utf8')
      const changed = change(text)
      assert.notEqual(changed, text)
      assert.equal(
        codeOf(() => unpackEvidence(packText(changed))),
        'EVIDENCE_MALFORMED',
      )
    })
  }

  test('is refused when it is too large, packed or unpacked', () => {
    const packed = packEvidence(BUNDLE)
    const large = Buffer.concat([packed, Buffer.alloc(MAX_EVIDENCE_BYTES)])
    assert.equal(
      codeOf(() => unpackEvidence(large)),
      'EVIDENCE_TOO_LARGE',
    )
    const bomb = packText(`"${' '.repeat(33 * 1024 * 1024)}"`)
    assert.ok(bomb.length < MAX_EVIDENCE_BYTES)
    assert.equal(
      codeOf(() => unpackEvidence(bomb)),
      'EVIDENCE_TOO_LARGE',
    )
    assert.equal(
      codeOf(() => unpackEvidence(gzipSync('{}'))),
      'EVIDENCE_MALFORMED',
    )
  })
})

/** A file in the right form around any text, as somebody could make it who means harm. */
function packText(text: string): Buffer {
  const real = packEvidence(BUNDLE)
  const content = Buffer.from(text, 'utf8')
  const gzip = gzipSync(content)
  const body = Buffer.concat([deflateRawSync(content), gzip.subarray(-8)])
  const digest = createHash('sha256').update(body).digest()
  return Buffer.concat([real.subarray(0, 16), digest, body])
}

describe('withholding a fact', () => {
  test('leaves the root, hides the fact and its salt, and can be done again', () => {
    const less = withholdFacts(BUNDLE, ['volumeTypes'])
    assert.deepEqual(unpackEvidence(packEvidence(less)), less)
    assert.equal(less.root, BUNDLE.root)
    assert.deepEqual([...withheldFacts(less)], ['volumeTypes'])
    assert.equal(factsOfBundle(less).volumeTypes, undefined)
    assert.ok(!JSON.stringify(less).includes('Größe'))
    const none = withholdFacts(less, ['networkExtensions', 'rbacTrial'])
    assert.equal(unpackEvidence(packEvidence(none)).root, BUNDLE.root)
  })

  test('that is not there, or not shown any more, is refused', () => {
    assert.equal(
      codeOf(() => withholdFacts(BUNDLE, ['flavors'])),
      'EVIDENCE_FACT_UNKNOWN',
    )
    const less = withholdFacts(BUNDLE, ['volumeTypes'])
    assert.equal(
      codeOf(() => withholdFacts(less, ['volumeTypes'])),
      'EVIDENCE_FACT_UNKNOWN',
    )
  })
})

describe('evidence and its report', () => {
  const siegel = { suite: RUN.suite, scopeDigest: RUN.scopeDigest, evidence: { root: BUNDLE.root } }
  const report = { subject: RUN.subject, scopeUuid: RUN.scopeUuid, checkedAt: new Date(RUN.checkedAt), siegel }
  const check = (changes: object) =>
    codeOf(() => requireEvidenceOf(BUNDLE, { ...report, ...changes } as Parameters<typeof requireEvidenceOf>[1]))

  test('belong together if root and circumstances are the same', () => assert.equal(check({}), undefined))

  for (const [name, changes, code] of [
    ['another root', { siegel: { ...siegel, evidence: { root: 'b'.repeat(64) } } }, 'EVIDENCE_ROOT_WRONG'],
    ['no root', { siegel: { ...siegel, evidence: null } }, 'EVIDENCE_ROOT_WRONG'],
    ['no siegel block', { siegel: undefined }, 'EVIDENCE_ROOT_WRONG'],
    ['another subject', { subject: 'other' }, 'EVIDENCE_CONTRADICTS_REPORT'],
    ['another moment', { checkedAt: new Date(0) }, 'EVIDENCE_CONTRADICTS_REPORT'],
    [
      'another suite',
      { siegel: { ...siegel, suite: { ...RUN.suite, digest: '6'.repeat(64) } } },
      'EVIDENCE_CONTRADICTS_REPORT',
    ],
    ['another scope', { siegel: { ...siegel, scopeDigest: 'b'.repeat(64) } }, 'EVIDENCE_CONTRADICTS_REPORT'],
  ] as const) {
    test(`do not if the report has ${name}`, () => assert.equal(check(changes), code))
  }
})
