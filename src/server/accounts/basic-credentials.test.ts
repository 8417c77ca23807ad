import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { parseBasicCredentials } from './basic-credentials.ts'

const encode = (text: string | Buffer) => `Basic ${Buffer.from(text).toString('base64')}`

describe('basic authentication', () => {
  const table: readonly (readonly [string, string | undefined, { user: string; password: string } | undefined])[] = [
    ['user and password', encode('gx-scs:secret'), { user: 'gx-scs', password: 'secret' }],
    ['a colon in the password', encode('a:b:c'), { user: 'a', password: 'b:c' }],
    ['a password beyond ASCII', encode('a:öffne'), { user: 'a', password: 'öffne' }],
    ['lower case scheme', encode('a:b').replace('Basic', 'basic'), { user: 'a', password: 'b' }],
    ['an empty password', encode('a:'), { user: 'a', password: '' }],
    ['no header', undefined, undefined],
    ['no colon', encode('ab'), undefined],
    ['bytes that are not UTF-8', encode(Buffer.from([0x61, 0x3a, 0xff])), undefined],
    ['another scheme', 'Bearer abc', undefined],
    ['no base64', 'Basic ###', undefined],
  ]
  for (const [title, header, expected] of table) {
    test(title, () => assert.deepEqual(parseBasicCredentials(header), expected))
  }
})
