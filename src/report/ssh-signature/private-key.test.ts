import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { test } from 'node:test'
import { parsePrivateKey } from './private-key.ts'

test('an RSA key of 1024 bits, another curve and another kind of key are not supported', () => {
  const unsupported = { code: 'REPORT_KEY_UNSUPPORTED' }
  const format = { format: 'pem', type: 'pkcs8' } as const
  const keys = [
    generateKeyPairSync('rsa', { modulusLength: 1024 }),
    generateKeyPairSync('ec', { namedCurve: 'secp256k1' }),
    generateKeyPairSync('x25519'),
  ]
  for (const { privateKey } of keys) {
    assert.throws(() => parsePrivateKey(privateKey.export(format).toString()), unsupported)
  }
})
