import assert from 'node:assert/strict'
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { describe, test } from 'node:test'
import { armour, dearmour } from './armour.ts'
import { parsePrivateKey } from './private-key.ts'
import { signBytes } from './sign-bytes.ts'
import { formatSignature, signedData } from './signature.ts'
import { sshPositiveInteger, sshString } from './ssh-writer.ts'
import { embeddedKey, keyFingerprint, verifySignature } from './verify-signature.ts'

const AT = new Date('2026-11-21T12:00:00Z')
const BYTES = Buffer.from('subject: gx-scs\nresults: many\n')

function signingKey(privateKey: KeyObject) {
  return parsePrivateKey(privateKey.export({ format: 'pem', type: 'pkcs8' }).toString())
}

const ed25519 = signingKey(generateKeyPairSync('ed25519').privateKey)
const ecdsa = signingKey(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey)
const rsa = signingKey(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey)

function allowed({ keyType, publicKey }: typeof ed25519) {
  return { keyType, keyBody: publicKey.toString('base64') }
}

function verifyWith(armoured: string, key = allowed(ed25519), bytes: Uint8Array = BYTES, at = AT) {
  return verifySignature({ bytes, armoured, namespace: 'report', allowedKeys: [key], at })
}

describe('what a signature has to be', () => {
  const good = signBytes(BYTES, 'report', ed25519)

  test('the signature of an allowed key over exactly these bytes is accepted', () => {
    assert.deepEqual(verifyWith(good).key, allowed(ed25519))
    assert.deepEqual(verifyWith(good.replaceAll('\n', '\r\n')).key, allowed(ed25519))
    assert.deepEqual(embeddedKey(good), allowed(ed25519))
  })

  test('a key counts from the first to the last moment of its validity', () => {
    const from = new Date(AT.getTime() - 1)
    const until = new Date(AT.getTime() + 1)
    const expired = { code: 'REPORT_SIGNATURE_KEY_EXPIRED' }
    verifyWith(good, { ...allowed(ed25519), ...{ validFrom: AT, validUntil: AT } })
    assert.throws(() => verifyWith(good, { ...allowed(ed25519), ...{ validUntil: from } }), expired)
    assert.throws(() => verifyWith(good, { ...allowed(ed25519), ...{ validFrom: until } }), expired)
    const keys = [
      { ...allowed(ed25519), validUntil: from },
      { ...allowed(ed25519), name: 'renewed' },
    ]
    const { key } = verifySignature({ bytes: BYTES, armoured: good, namespace: 'report', allowedKeys: keys, at: AT })
    assert.equal(key, keys[1])
  })

  const parts = { publicKey: ed25519.publicKey, namespace: 'report', hashAlgorithm: 'sha512' } as const
  const proper = sign(null, signedData(BYTES, 'report', 'sha512'), ed25519.privateKey)
  const signature = Buffer.concat([sshString('ssh-ed25519'), sshString(proper)])
  const blob = dearmour(good)
  const sha1 = Buffer.concat([
    sshString('ssh-rsa'),
    sshString(sign('sha1', signedData(BYTES, 'report', 'sha512'), rsa.privateKey)),
  ])
  const weakKey = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'jwk' })
  const weak = Buffer.concat([
    sshString('ssh-rsa'),
    ...[weakKey.e, weakKey.n].map((number) => sshPositiveInteger(Buffer.from(number ?? '', 'base64url'))),
  ])
  const refusals: readonly [name: string, armoured: string, code: string, key?: ReturnType<typeof allowed>][] = [
    ['no signature', '', 'MISSING'],
    ['text that is none', 'hello', 'MALFORMED'],
    ['text before the signature', `x\n${good}`, 'MALFORMED'],
    ['text after the signature', `${good}x\n`, 'MALFORMED'],
    ['a signature without its end', good.replace('-----END', ''), 'MALFORMED'],
    ['a signature of 100 kB', armour(Buffer.alloc(100_000)), 'MALFORMED'],
    ['trailing bytes', armour(Buffer.concat([blob, Buffer.alloc(1)])), 'MALFORMED'],
    [
      'trailing bytes in the inner signature',
      formatSignature({ ...parts, signature: Buffer.concat([signature, Buffer.alloc(4)]) }),
      'MALFORMED',
    ],
    ['half a signature', armour(blob.subarray(0, 90)), 'MALFORMED'],
    ['another magic', armour(Buffer.concat([Buffer.from('SSHGIS'), blob.subarray(6)])), 'MALFORMED'],
    ['version 2', armour(Buffer.concat([blob.subarray(0, 9), Buffer.from([2]), blob.subarray(10)])), 'MALFORMED'],
    [
      'a digest that is not known',
      formatSignature({ ...parts, signature, hashAlgorithm: 'md5' as 'sha256' }),
      'MALFORMED',
    ],
    ['another digest than was signed', formatSignature({ ...parts, signature, hashAlgorithm: 'sha256' }), 'WRONG'],
    ['namespace file', signBytes(BYTES, 'file', ed25519), 'NAMESPACE_WRONG'],
    ['a longer namespace', signBytes(BYTES, 'report2', ed25519), 'NAMESPACE_WRONG'],
    [
      'a namespace that was exchanged afterwards',
      formatSignature({ ...parts, signature: signatureOf('file') }),
      'WRONG',
    ],
    ['another key', signBytes(BYTES, 'report', ecdsa), 'KEY_UNKNOWN'],
    ['other bytes', signBytes(Buffer.from('x'), 'report', ed25519), 'WRONG'],
    [
      'SHA-1',
      formatSignature({ ...parts, publicKey: rsa.publicKey, signature: sha1 }),
      'ALGORITHM_REFUSED',
      allowed(rsa),
    ],
    [
      'an algorithm of another type of key',
      formatSignature({ ...parts, publicKey: rsa.publicKey, signature }),
      'ALGORITHM_REFUSED',
      allowed(rsa),
    ],
    [
      'an RSA key of 1024 bits',
      formatSignature({ ...parts, publicKey: weak, signature: sha1 }),
      'ALGORITHM_REFUSED',
      { keyType: 'ssh-rsa', keyBody: weak.toString('base64') },
    ],
    ['a DSA key', formatSignature({ ...parts, publicKey: sshString('ssh-dss'), signature }), 'ALGORITHM_REFUSED'],
    ['a point that is not on its curve', formatSignature({ ...parts, publicKey: offCurve(), signature }), 'MALFORMED'],
  ]
  for (const [name, armoured, code, key] of refusals) {
    test(`${name} is refused`, () => {
      assert.throws(() => verifyWith(armoured, key), { code: `REPORT_SIGNATURE_${code}` })
    })
  }

  function signatureOf(namespace: string): Buffer {
    const other = sign(null, signedData(BYTES, namespace, 'sha512'), ed25519.privateKey)
    return Buffer.concat([sshString('ssh-ed25519'), sshString(other)])
  }
})

describe('one changed byte', () => {
  const keys = { ed25519, ecdsa, rsa }
  for (const [name, key] of Object.entries(keys)) {
    test(`anywhere in a report or in its ${name} signature is noticed`, () => {
      const random = seededRandom(20261121)
      const armoured = signBytes(BYTES, 'report', key)
      for (let at = 0; at < BYTES.length; at += 1) {
        const changed = changeByte(BYTES, at, random)
        assert.throws(() => verifyWith(armoured, allowed(key), changed), { code: 'REPORT_SIGNATURE_WRONG' })
      }
      for (let at = 0; at < armoured.length; at += 1) {
        const changed = changeByte(Buffer.from(armoured, 'latin1'), at, random).toString('latin1')
        assert.throws(() => verifyWith(changed, allowed(key)), { name: 'CodedError' }, `byte ${at} of the armour`)
      }
      const blob = dearmour(armoured)
      for (let at = 0; at < blob.length; at += 1) {
        const changed = armour(changeByte(blob, at, random))
        assert.throws(() => verifyWith(changed, allowed(key)), { name: 'CodedError' }, `byte ${at} of the signature`)
      }
    })
  }
})

test('fingerprints are those of ssh-keygen -l', () => {
  const keyBody = 'AAAAC3NzaC1lZDI1NTE5AAAAIKEAFjYUWbJ6kUwNWIw/UZxFvMl/KY8/R1fmXPoRv+Du'
  assert.equal(keyFingerprint(keyBody), 'SHA256:X9/jmXIv/G1fa7EjJVvfSexTzcSlGm8jVKEJqWyv4VU')
})

function changeByte(bytes: Uint8Array, at: number, random: () => number): Buffer {
  const changed = Buffer.from(bytes)
  changed[at] = (changed[at] ?? 0) ^ (1 + Math.floor(random() * 255))
  return changed
}

/** Mulberry32: the same bytes are tried in every run. */
function seededRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

function offCurve(): Buffer {
  const point = Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 1)])
  return Buffer.concat([sshString('ecdsa-sha2-nistp256'), sshString('nistp256'), sshString(point)])
}
