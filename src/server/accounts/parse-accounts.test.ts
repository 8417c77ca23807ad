import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { CodedError } from '#vocabulary/coded-error.ts'
import { parseAccounts } from './parse-accounts.ts'

const BCRYPT = '$2b$12$8nuK4LyPJ0XR6giS/uwIpu3M1FzT6amSbBRUhCraJyfqUpcJ6fi8m'
const ARGON2ID = '$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHRzb21lc2FsdA$PZ9xQ7Qn5vN9nqW4nC8yPZ9xQ7Qn5vN9nqW4nC8yAAA'

const TODAY = `
accounts:
  - subject: gx-scs
    delegates: [zuul_ci]
  - subject: noris-1.34
    group: noris
    api_keys: []
    delegates:
      - zuul_ci
  - subject: zuul_ci
    api_keys:
      - "${ARGON2ID}"
      - "${BCRYPT}"
    keys:
      - public_key: "AAAAC3NzaC1lZDI1NTE5AAAAILufk4C7e0eQQIkmUDK8GB2IoiDjYtv6mx2eE8wZ3VWT"
        public_key_type: "ssh-ed25519"
        public_key_name: "primary"
        valid_until: 2027-01-01T00:00:00Z
    roles: [read_any, append_any, approve, admin]
`

describe('account file', () => {
  test('the file of the predecessor is read, delegates that are defined later included', () => {
    const [scs, noris, zuul] = parseAccounts(TODAY, 'bootstrap.yaml')
    assert.deepEqual(scs?.delegates, ['zuul_ci'])
    assert.equal(noris?.group, 'noris')
    assert.deepEqual(zuul?.roles, ['read_any', 'append_any', 'assessor', 'admin'])
    assert.deepEqual(zuul?.passwordHashes, [ARGON2ID, BCRYPT])
    assert.equal(zuul?.keys[0]?.keyType, 'ssh-ed25519')
    assert.deepEqual(zuul?.keys[0]?.validUntil, new Date('2027-01-01T00:00:00Z'))
  })

  test('a file without accounts is no error', () => {
    assert.deepEqual(parseAccounts('accounts:\n', 'bootstrap.yaml'), [])
  })

  const faults: readonly { readonly title: string; readonly text: string; readonly message: RegExp }[] = [
    { title: 'broken YAML', text: 'accounts: [', message: /^b\.yaml:1:\d+: / },
    {
      title: 'a delegate that does not exist',
      text: 'accounts:\n  - subject: a\n    delegates: [b]\n',
      message: /^b\.yaml:3:17: accounts\.0\.delegates\.0: there is no account with the subject b$/,
    },
    {
      title: 'a subject that is there twice',
      text: 'accounts:\n  - subject: a\n  - subject: a\n',
      message: /^b\.yaml:3:5: accounts\.1\.subject: a is there twice$/,
    },
    {
      title: 'a role that does not exist',
      text: 'accounts:\n  - subject: a\n    roles: [root]\n',
      message: /^b\.yaml:3:13: accounts\.0\.roles\.0: /,
    },
    {
      title: 'a misspelled key',
      text: 'accounts:\n  - subject: a\n    delegate: [a]\n',
      message: /delegate/,
    },
    {
      title: 'a subject with a blank',
      text: 'accounts:\n  - subject: "a b"\n',
      message: /^b\.yaml:2:5: accounts\.0\.subject: must be letters/,
    },
  ]
  for (const { title, text, message } of faults) {
    test(`refused with its place: ${title}`, () => {
      assert.throws(
        () => parseAccounts(text, 'b.yaml'),
        (error) =>
          error instanceof CodedError && error.code === 'SERVER_ACCOUNTS_INVALID' && message.test(error.message),
      )
    })
  }

  test('a password that was put where its hash belongs is not repeated', () => {
    const text = 'accounts:\n  - subject: a\n    api_keys: [hunter2hunter2]\n'
    assert.throws(
      () => parseAccounts(text, 'b.yaml'),
      (error) =>
        error instanceof CodedError && !error.message.includes('hunter2') && error.message.includes('b.yaml:3'),
    )
  })
})
