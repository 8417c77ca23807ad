import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { ipv6PrefixLength, isPublicIpv6 } from './ipv6-prefix.ts'

/** [text, length of the prefix, public?] */
const PREFIXES = [
  ['2a01:4f8:abcd::/64', 64, true],
  ['2000::/3', 3, true],
  ['3fff:ffff::/128', 128, true],
  ['fd00::/48', 48, false],
  ['fe80::1', undefined, false],
  ['2001:db8::1', undefined, true],
  ['::/0', 0, false],
  ['::ffff:192.0.2.1/96', 96, false],
  ['10.0.0.0/24', undefined, false],
  ['2001::/129', undefined, true],
  ['2001::/-1', undefined, true],
  ['2001:::/64', undefined, false],
  ['2001', undefined, false],
  ['', undefined, false],
  ['2001::/64]/../x', undefined, true],
] as const

describe('an IPv6 prefix', () => {
  for (const [text, length, isPublic] of PREFIXES) {
    test(`${JSON.stringify(text)} has ${length ?? 'no length'} and is ${isPublic ? '' : 'not '}public`, () => {
      assert.equal(ipv6PrefixLength(text), length)
      assert.equal(isPublicIpv6(text), isPublic)
    })
  }
})
