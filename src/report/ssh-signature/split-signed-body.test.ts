import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { joinSignedBody, splitSignedBody } from './split-signed-body.ts'

const SIGNATURE = '-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n'

describe('the body of POST /reports', () => {
  test('is a signature, an ampersand and the bytes of the report', () => {
    const report = Buffer.from([0x26, 0xff, 0x00, 0x0a])
    const { armoured, report: found } = splitSignedBody(joinSignedBody(SIGNATURE, report))
    assert.equal(armoured, SIGNATURE)
    assert.deepEqual(Buffer.from(found), report)
  })
  test('may have CR LF in the signature, and keeps those of the report', () => {
    const { armoured, report } = splitSignedBody(Buffer.from(`${SIGNATURE.replaceAll('\n', '\r\n')}&a\r\nb`))
    assert.equal(armoured, SIGNATURE.replaceAll('\n', '\r\n'))
    assert.equal(Buffer.from(report).toString(), 'a\r\nb')
  })
  test('is split at the first separator', () => {
    const inner = `${SIGNATURE}&inner`
    assert.equal(Buffer.from(splitSignedBody(Buffer.from(`${SIGNATURE}&${inner}`)).report).toString(), inner)
    const mixed = `${SIGNATURE.replaceAll('\n', '\r\n')}&${inner}`
    assert.equal(Buffer.from(splitSignedBody(Buffer.from(mixed)).report).toString(), inner)
  })
  for (const body of ['', 'subject: x\n', SIGNATURE, `${SIGNATURE} &x`, `${' '.repeat(20_000)}${SIGNATURE}&x`]) {
    test(`without signature is refused (${JSON.stringify(body.slice(0, 12))}, ${body.length} bytes)`, () => {
      assert.throws(() => splitSignedBody(Buffer.from(body)), { code: 'REPORT_SIGNATURE_MISSING' })
    })
  }
})
