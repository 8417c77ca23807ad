import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { parseAllowedSigners, selectSigners } from './allowed-signers.ts'

const BODY = 'AAAAC3NzaC1lZDI1NTE5AAAAIKEAFjYUWbJ6kUwNWIw/UZxFvMl/KY8/R1fmXPoRv+Du'
const KEY = `ssh-ed25519 ${BODY}`

describe('allowed signers files', () => {
  test('principals, options, key and comment are read', () => {
    const text = [
      '# operators',
      '',
      `a@example.org,b@example.org ${KEY} key of the night shift`,
      `"ci runner" namespaces="report,file",valid-after=20260101,valid-before="202612312359Z" ${KEY}\r`,
    ].join('\n')
    assert.deepEqual(parseAllowedSigners(text), [
      {
        principals: ['a@example.org', 'b@example.org'],
        keyType: 'ssh-ed25519',
        keyBody: BODY,
        name: 'key of the night shift',
      },
      {
        principals: ['ci runner'],
        keyType: 'ssh-ed25519',
        keyBody: BODY,
        namespaces: ['report', 'file'],
        validFrom: new Date('2026-01-01T00:00:00Z'),
        validUntil: new Date('2026-12-31T23:59:00Z'),
      },
    ])
  })

  const refusals: readonly [name: string, line: string, message: RegExp][] = [
    ['a certificate authority', `*@example.org cert-authority ${KEY}`, /authorities are not supported/],
    ['an option that does not exist', `a no-touch-required ${KEY}`, /not known/],
    ['a key of another type', `a ssh-rsa ${BODY}`, /another type/],
    ['a key that is no base64', 'a ssh-ed25519 !!!!', /base64/],
    ['a line without key', 'a@example.org', /base64/],
    ['the 30th of February', `a valid-after=20260230 ${KEY}`, /does not exist/],
    ['a moment in words', `a valid-after=tomorrow ${KEY}`, /not written as/],
    ['an open quotation mark', `"a ${KEY}`, /not closed/],
  ]
  for (const [name, line, message] of refusals) {
    test(`${name} is refused with its line`, () => {
      assert.throws(() => parseAllowedSigners(`# first\n${line}\n`, 'signers'), {
        code: 'REPORT_ALLOWED_SIGNERS_MALFORMED',
        place: 'signers:2',
        message,
      })
    })
  }

  test('a signer counts for its namespaces and its identities only', () => {
    const signers = parseAllowedSigners(
      [
        `*@example.org,!root@example.org ${KEY} one`,
        `ci? namespaces="git,rep*" ${KEY} two`,
        `x namespaces="git" ${KEY} three`,
      ].join('\n'),
    )
    const names = (identity?: string) => selectSigners(signers, 'report', identity).map(({ name }) => name)
    assert.deepEqual(names(), ['one', 'two'])
    assert.deepEqual(names('a@example.org'), ['one'])
    assert.deepEqual(names('root@example.org'), [])
    assert.deepEqual(names('ci1'), ['two'])
    assert.deepEqual(names('ci'), [])
  })

  test('a hostile pattern takes no time', () => {
    const signers = parseAllowedSigners(`${'*a'.repeat(5_000)} ${KEY}`)
    const start = performance.now()
    assert.deepEqual(selectSigners(signers, 'report', 'a'.repeat(2_000)), [])
    assert.ok(performance.now() - start < 500)
  })
})
