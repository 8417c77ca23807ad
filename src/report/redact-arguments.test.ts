import assert from 'node:assert/strict'
import { test } from 'node:test'
import { computingTime } from './computing-time.fixture.ts'
import { redactArguments, redactAssignment } from './redact-arguments.ts'

const ROWS: readonly [name: string, commandLine: string[], published: string[]][] = [
  ['nothing secret', ['siegel', 'check', '--subject', 'gx-scs'], ['siegel', 'check', '--subject', 'gx-scs']],
  ['the value after an option', ['--os-password', 'x', 'y'], ['--os-password', '***', 'y']],
  ['the value within an option', ['--token=x=y'], ['--token=***']],
  ['a variable', ['OS_APPLICATION_CREDENTIAL_SECRET=x'], ['OS_APPLICATION_CREDENTIAL_SECRET=***']],
  ['the user of a URL', ['-m', 'https://me:x@host/p?q=1'], ['-m', 'https://***@host/p?q=1']],
  ['a user with the sign that ends users', ['https://me:x@y@host/p'], ['https://***@host/p']],
  ['users of several URLs', ['a+b://me@h,c://you@i/d@e'], ['a+b://***@h,c://***@i/d@e']],
  ['a URL without user', ['https://host/me@example.org'], ['https://host/me@example.org']],
  ['a switch before another option', ['--ask-password', '--subject', 'a'], ['--ask-password', '--subject', 'a']],
]

for (const [name, commandLine, published] of ROWS) {
  test(`command line: ${name}`, () => assert.deepEqual(redactArguments(commandLine), published))
}

test('an assignment keeps names and masks telling ones', () => {
  const assignment = { os_cloud: 'gx', s3_secret: 'x', url: 'https://a:b@c' }
  assert.deepEqual(redactAssignment(assignment), { os_cloud: 'gx', s3_secret: '***', url: 'https://***@c' })
})

test('time does not grow with the square of the length', () => {
  const arguments_ = ['a', 'a.', ':', ':/', '://', 'a://', '@', 'a@', '=', '://a@', '-token'].map((part) =>
    part.repeat(100_000),
  )
  for (const argument of arguments_) {
    assert.ok(computingTime(() => redactArguments([argument, argument])) < 500, argument.slice(0, 10))
  }
})
