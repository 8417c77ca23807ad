import assert from 'node:assert/strict'
import { test } from 'node:test'
import { visibleText } from './visible-text.ts'

const rows: readonly (readonly [title: string, text: string, expected: string])[] = [
  ['honest text stays', 'Ubuntu 24.04 – größer\t✔', 'Ubuntu 24.04 – größer\t✔'],
  ['colours of terminals are shown as signs', '\u001b[31mred\u001b[0m', '�[31mred�[0m'],
  ['the direction of writing is not turned', 'a\u202eb\u2066c\u200fd', 'a�b�c�d'],
  ['Hebrew and Arabic letters stay', 'ענן سحابة', 'ענן سحابة'],
  ['line ends of all kinds are signs', 'a\nb\u2028c', 'a�b�c'],
]
for (const [title, text, expected] of rows) test(title, () => assert.equal(visibleText(text), expected))

test('a line of a million characters is cut', () => {
  assert.equal(visibleText('x'.repeat(1_000_000)).length, 2_001)
})
