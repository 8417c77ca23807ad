import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { verifySignature } from '#report/ssh-signature/verify-signature.ts'
import { signReport } from './sign-report.ts'
import { makeKey, temporaryFolder } from './ssh-keygen.fixture.ts'

const AT = new Date('2026-11-21T12:00:00Z')
const CONTENT = 'subject: gx-scs\n'
const PASSPHRASE = 'correct horse battery'
const ENVIRONMENT = { PATH: process.env.PATH }

function writeReport(folder: string): string {
  const file = join(folder, 'report.yaml')
  writeFileSync(file, CONTENT)
  return file
}

function assertSignedBy(file: string, key: { keyType: string; keyBody: string }): void {
  const armoured = readFileSync(`${file}.sig`, 'latin1')
  verifySignature({ bytes: readFileSync(file), armoured, namespace: 'report', allowedKeys: [key], at: AT })
}

describe('signing a report file', () => {
  test('with a key without passphrase replaces an older signature', async (context) => {
    const folder = temporaryFolder(context)
    const file = writeReport(folder)
    const key = makeKey(folder, 'key', ['-t', 'ed25519'])
    const request = { file, keyFile: key.file, environment: {}, at: AT }
    assert.equal((await signReport(request)).isReplacement, false)
    writeFileSync(file, 'subject: another\n')
    assert.throws(() => assertSignedBy(file, key), { code: 'REPORT_SIGNATURE_WRONG' })
    const signed = await signReport(request)
    assert.deepEqual([signed.isReplacement, signed.keyType], [true, 'ssh-ed25519'])
    assertSignedBy(file, key)
  })

  test('with a passphrase lets ssh-keygen ask, and ends with an error when the answer is wrong', async (context) => {
    const folder = temporaryFolder(context)
    const file = writeReport(folder)
    for (const options of [
      ['-t', 'ed25519'],
      ['-t', 'ecdsa', '-m', 'PKCS8'],
    ]) {
      const key = makeKey(folder, `key-${options.length}`, options, PASSPHRASE)
      const askpass = (answer: string) => {
        const script = join(folder, 'askpass')
        writeFileSync(script, `#!/bin/sh\necho '${answer}'\n`)
        chmodSync(script, 0o700)
        return { ...ENVIRONMENT, SSH_ASKPASS: script, SSH_ASKPASS_REQUIRE: 'force', DISPLAY: ':none' }
      }
      await signReport({ file, keyFile: key.file, environment: askpass(PASSPHRASE), at: AT })
      assertSignedBy(file, key)
      const wrong = signReport({ file, keyFile: key.file, environment: askpass('wrong'), at: AT })
      await assert.rejects(wrong, { code: 'REPORT_SIGNING_FAILED', place: key.file })
    }
  })

  test('with a public key uses the agent', async (context) => {
    const folder = temporaryFolder(context)
    const file = writeReport(folder)
    const key = makeKey(folder, 'key', ['-t', 'ed25519'])
    const socket = join(folder, 'agent')
    const agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: 'ignore' })
    context.after(() => agent.kill())
    await Promise.race([once(agent, 'spawn'), once(agent, 'error').then(([error]) => Promise.reject(error))])
    await context.waitFor(() => assert.ok(existsSync(socket)))
    const environment = { ...ENVIRONMENT, SSH_AUTH_SOCK: socket }
    execFileSync('ssh-add', ['-q', key.file], { env: environment, stdio: 'ignore' })
    renameSync(key.file, join(folder, 'away'))
    await signReport({ file, keyFile: key.publicFile, environment, at: AT })
    assertSignedBy(file, key)

    const stranger = makeKey(folder, 'stranger', ['-t', 'ed25519'])
    renameSync(stranger.file, join(folder, 'gone'))
    const refused = signReport({ file, keyFile: stranger.publicFile, environment, at: AT })
    await assert.rejects(refused, { code: 'REPORT_SIGNING_FAILED' })
    assertSignedBy(file, key)
  })

  test('names the package when ssh-keygen is needed and missing', async (context) => {
    const folder = temporaryFolder(context)
    const file = writeReport(folder)
    const key = makeKey(folder, 'key', ['-t', 'ed25519'], PASSPHRASE)
    const refused = signReport({ file, keyFile: key.file, environment: { PATH: folder }, at: AT })
    await assert.rejects(refused, { code: 'REPORT_SIGNING_TOOL_MISSING' })
    assert.ok(!existsSync(`${file}.sig`))
  })

  test('refuses what is no key, and files that are not there', async (context) => {
    const folder = temporaryFolder(context)
    const file = writeReport(folder)
    const request = { environment: {}, at: AT }
    await assert.rejects(signReport({ ...request, file, keyFile: file }), { code: 'REPORT_KEY_MALFORMED', place: file })
    const nowhere = join(folder, 'nowhere')
    await assert.rejects(signReport({ ...request, file, keyFile: nowhere }), { code: 'SUITE_FILE_UNREADABLE' })
    await assert.rejects(signReport({ ...request, file: nowhere, keyFile: file }), { code: 'SUITE_FILE_UNREADABLE' })
  })
})
