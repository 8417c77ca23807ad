import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'

/** Every type of key that can be made without a device, as arguments of ssh-keygen. */
export const KEY_TYPES: Readonly<Record<string, readonly string[]>> = {
  ed25519: ['-t', 'ed25519'],
  'ecdsa 256': ['-t', 'ecdsa', '-b', '256'],
  'ecdsa 384': ['-t', 'ecdsa', '-b', '384'],
  'ecdsa 521': ['-t', 'ecdsa', '-b', '521'],
  'rsa 2048': ['-t', 'rsa', '-b', '2048'],
  'rsa 3072': ['-t', 'rsa', '-b', '3072'],
  'rsa 4096': ['-t', 'rsa', '-b', '4096'],
}

/** A folder that is gone after the test. */
export function temporaryFolder(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'siegel-test-'))
  context.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Runs the real ssh-keygen; a machine without it fails the test instead of skipping it. */
export function sshKeygen(commandArguments: readonly string[], input: Uint8Array | string = ''): string {
  const { error, status, stdout, stderr } = spawnSync('ssh-keygen', commandArguments, { input, timeout: 60_000 })
  if (error) assert.fail(`ssh-keygen cannot be run (${error.message}); install the package openssh-client`)
  assert.equal(status, 0, `ssh-keygen ${commandArguments.join(' ')}: ${stderr}${stdout}`)
  return stdout.toString('utf8')
}

/** Makes a key pair and returns its files and the columns of its public key. */
export function makeKey(folder: string, name: string, options: readonly string[], passphrase = '') {
  const file = join(folder, name)
  sshKeygen(['-q', ...options, '-N', passphrase, '-C', `${name} of the test`, '-f', file])
  const publicFile = `${file}.pub`
  const [keyType = '', keyBody = ''] = readFileSync(publicFile, 'utf8').split(' ')
  return { file, publicFile, keyType, keyBody }
}
