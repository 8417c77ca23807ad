import assert from 'node:assert/strict'
import { createHash, createPrivateKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { parsePrivateKey } from '#report/ssh-signature/private-key.ts'
import { signBytes } from '#report/ssh-signature/sign-bytes.ts'
import { formatSignature, signedData } from '#report/ssh-signature/signature.ts'
import { sshPositiveInteger, sshString, sshUint32 } from '#report/ssh-signature/ssh-writer.ts'
import { verifySignature } from '#report/ssh-signature/verify-signature.ts'
import { KEY_TYPES, makeKey, sshKeygen, temporaryFolder } from '#suite/ssh-keygen.fixture.ts'

const ROUNDS = process.env.SIEGEL_FULL === '1' ? 20 : 2
const AT = new Date('2026-11-21T12:00:00Z')

describe('signatures of Siegel and of ssh-keygen are the same thing', () => {
  for (const [name, options] of Object.entries(KEY_TYPES)) {
    test(`${name}: ${ROUNDS} of ${ROUNDS} signatures verify in both directions`, (context) => {
      const folder = temporaryFolder(context)
      for (let round = 0; round < ROUNDS; round += 1) {
        const { file, keyType, keyBody } = makeKey(folder, `key-${round}`, options)
        const bytes = randomBytes(round * 997)
        const signers = join(folder, `signers-${round}`)
        writeFileSync(signers, `someone ${keyType} ${keyBody}\n`)

        const theirs = sshKeygen(['-q', '-Y', 'sign', '-n', 'report', '-f', file], bytes)
        const allowedKeys = [{ keyType, keyBody }]
        assert.equal(
          verifySignature({ bytes, armoured: theirs, namespace: 'report', allowedKeys, at: AT }).key,
          allowedKeys[0],
        )

        const ours = signBytes(bytes, 'report', parsePrivateKey(readFileSync(file, 'utf8')))
        const signature = join(folder, `sig-${round}`)
        writeFileSync(signature, ours)
        sshKeygen(['-Y', 'verify', '-f', signers, '-I', 'someone', '-n', 'report', '-s', signature], bytes)
        if (!name.startsWith('ecdsa')) assert.equal(ours, theirs, 'deterministic signatures are equal byte by byte')
      }
    })
  }

  test('keys in PKCS#8 and in the older PEM formats sign, too', (context) => {
    const folder = temporaryFolder(context)
    for (const [name, options] of [
      ['rsa', ['-t', 'rsa', '-b', '2048', '-m', 'PEM']],
      ['ecdsa', ['-t', 'ecdsa', '-m', 'PKCS8']],
    ] as const) {
      const { file, keyType, keyBody } = makeKey(folder, name, options)
      const key = parsePrivateKey(readFileSync(file, 'utf8'))
      assert.deepEqual([key.keyType, key.publicKey.toString('base64')], [keyType, keyBody])
      const armoured = signBytes(Buffer.from('x'), 'report', key)
      const allowedKeys = [{ keyType, keyBody }]
      verifySignature({ bytes: Buffer.from('x'), armoured, namespace: 'report', allowedKeys, at: AT })
    }
    const pem = generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
    assert.equal(parsePrivateKey(pem).keyType, 'ssh-ed25519')
  })

  for (const kind of ['sk-ssh-ed25519@openssh.com', 'sk-ecdsa-sha2-nistp256@openssh.com']) {
    test(`a ${kind} signature is accepted by both when somebody touched the key, and refused by Siegel when not`, (context) => {
      const folder = temporaryFolder(context)
      const bytes = Buffer.from('a report')
      const touched = signWithSecurityKey(kind, bytes, 0x01)
      const allowedKeys = [{ keyType: kind, keyBody: touched.keyBody }]
      const question = { bytes, namespace: 'report', allowedKeys, at: AT }
      assert.equal(verifySignature({ ...question, armoured: touched.armoured }).key, allowedKeys[0])
      writeFileSync(join(folder, 'signers'), `someone ${kind} ${touched.keyBody}\n`)
      writeFileSync(join(folder, 'sig'), touched.armoured)
      const files = ['-f', join(folder, 'signers'), '-s', join(folder, 'sig')]
      sshKeygen(['-Y', 'verify', ...files, '-I', 'someone', '-n', 'report'], bytes)

      const untouched = signWithSecurityKey(kind, bytes, 0x04)
      assert.throws(
        () =>
          verifySignature({
            ...question,
            armoured: untouched.armoured,
            allowedKeys: [{ keyType: kind, keyBody: untouched.keyBody }],
          }),
        { code: 'REPORT_SIGNATURE_ALGORITHM_REFUSED' },
      )
    })
  }
})

/** Does in software what a security key does (PROTOCOL.u2f of OpenSSH). */
function signWithSecurityKey(kind: string, bytes: Uint8Array, flags: number): { armoured: string; keyBody: string } {
  const application = 'ssh:'
  const isEd25519 = kind.startsWith('sk-ssh-ed25519')
  const { privateKey, publicKey: point } = isEd25519 ? makeEd25519() : makeEcdsa()
  const publicKey = Buffer.concat([
    sshString(kind),
    ...(isEd25519 ? [] : [sshString('nistp256')]),
    sshString(point),
    sshString(application),
  ])
  const tail = Buffer.concat([Buffer.from([flags]), sshUint32(7)])
  const message = Buffer.concat([sha256(application), tail, sha256(signedData(bytes, 'report', 'sha512'))])
  const key = createPrivateKey(privateKey)
  const pair = sign(isEd25519 ? null : 'sha256', message, { key, dsaEncoding: 'ieee-p1363' })
  const numbers = [pair.subarray(0, 32), pair.subarray(32)].map(sshPositiveInteger)
  const proper = isEd25519 ? pair : Buffer.concat(numbers)
  const signature = Buffer.concat([sshString(kind), sshString(proper), tail])
  const armoured = formatSignature({ publicKey, namespace: 'report', hashAlgorithm: 'sha512', signature })
  return { armoured, keyBody: publicKey.toString('base64') }
}

function makeEd25519(): { privateKey: string; publicKey: Buffer } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const point = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url')
  return { privateKey: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(), publicKey: point }
}

function makeEcdsa(): { privateKey: string; publicKey: Buffer } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const point = Buffer.concat([Buffer.from([4]), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')])
  return { privateKey: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(), publicKey: point }
}

function sha256(content: Uint8Array | string): Buffer {
  return createHash('sha256').update(content).digest()
}
