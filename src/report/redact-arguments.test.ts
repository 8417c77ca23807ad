import assert from 'node:assert/strict'
import { test } from 'node:test'
import { redactArguments, redactAssignment } from './redact-arguments.ts'

const ROWS: readonly [name: string, commandLine: string[], published: string[]][] = [
  ['nothing secret', ['siegel', 'check', '--subject', 'gx-scs'], ['siegel', 'check', '--subject', 'gx-scs']],
  ['the value after an option', ['--os-password', 'x', 'y'], ['--os-password', '***', 'y']],
  ['the value within an option', ['--token=x=y'], ['--token=***']],
  ['a variable', ['OS_APPLICATION_CREDENTIAL_SECRET=x'], ['OS_APPLICATION_CREDENTIAL_SECRET=***']],
  ['the user of a URL', ['-m', 'https://me:x@host/p?q=1'], ['-m', 'https://***@host/p?q=1']],
  ['a switch before another option', ['--ask-password', '--subject', 'a'], ['--ask-password', '--subject', 'a']],
]

for (const [name, commandLine, published] of ROWS) {
  test(`command line: ${name}`, () => assert.deepEqual(redactArguments(commandLine), published))
}

test('an assignment keeps names and masks telling ones', () => {
  const assignment = { os_cloud: 'gx', s3_secret: 'x', url: 'https://a:b@c' }
  assert.deepEqual(redactAssignment(assignment), { os_cloud: 'gx', s3_secret: '***', url: 'https://***@c' })
})
