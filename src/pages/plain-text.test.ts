import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { plainText } from './plain-text.ts'

const ROWS = [
  { name: 'an ordinary name', text: 'Wölkchen GmbH', plain: 'Wölkchen GmbH' },
  { name: 'several lines', text: 'a\r\n\tb\u2028c', plain: 'a b c' },
  { name: 'colours of a terminal', text: '\u001b[31mred\u001b[0m', plain: 'red' },
  { name: 'other control characters', text: 'a\u0000b\u0007c\u009bd', plain: 'a b c d' },
  { name: 'characters that turn the direction', text: '\u202egnp.exe\u2066', plain: 'gnp.exe' },
  { name: 'half a character', text: 'a\ud83d', plain: 'a\ufffd' },
  { name: 'what is no character', text: 'a\ufffe\uffff', plain: 'a' },
  { name: 'a million characters', text: 'x'.repeat(1_000_000), plain: `${'x'.repeat(199)}…` },
  { name: 'a cut between the halves of a character', text: '😀'.repeat(500), plain: `${'😀'.repeat(199)}…` },
]

describe('plain text', () => {
  for (const { name, text, plain } of ROWS) test(name, () => assert.equal(plainText(text), plain))
})
