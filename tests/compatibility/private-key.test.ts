import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { parsePrivateKey } from '#report/ssh-signature/private-key.ts'
import { makeKey, temporaryFolder } from '#suite/ssh-keygen.fixture.ts'

describe('private keys that cannot be used', () => {
  test('an encrypted key says so in every format', (context) => {
    const folder = temporaryFolder(context)
    const encrypted = { code: 'REPORT_KEY_ENCRYPTED' }
    const formats = {
      openssh: ['-t', 'ed25519'],
      pkcs8: ['-t', 'ecdsa', '-m', 'PKCS8'],
      pem: ['-t', 'rsa', '-m', 'PEM'],
    }
    for (const [name, options] of Object.entries(formats)) {
      const { file } = makeKey(folder, name, options, 'correct horse')
      assert.throws(() => parsePrivateKey(readFileSync(file, 'utf8')), encrypted, name)
    }
  })

  test('damaged keys are refused without showing anything of them', (context) => {
    const { file } = makeKey(temporaryFolder(context), 'key', ['-t', 'ed25519'])
    const text = readFileSync(file, 'utf8')
    const secret = text.split('\n')[4] ?? ''
    const damaged = [
      '',
      'hello',
      text.replace('-----END', '----'),
      text.replace(/\n.{70}\n/, '\n'),
      text.replace(secret, secret.toLowerCase()),
    ]
    for (const candidate of damaged) {
      assert.throws(
        () => parsePrivateKey(candidate),
        (error: Error & { code?: string }) => error.code === 'REPORT_KEY_MALFORMED' && !error.message.includes(secret),
      )
    }
  })
})
