import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { describe, test } from 'node:test'
import { quoteForShell } from './quote-for-shell.ts'

const NASTY = [
  'plain',
  '',
  ' ',
  'two words',
  "it's",
  "'",
  "''",
  '"',
  '\\',
  "\\'",
  '$HOME',
  '$(touch /tmp/pwned)',
  '`id`',
  '$IFS',
  '; rm -rf /',
  '&& true | cat > x < y',
  '#comment',
  '~root',
  '*?[a-z]{a,b}',
  '!history',
  '--option',
  '-',
  'a\nb',
  'ends with a line feed\n',
  '\n',
  '\t',
  'bell\u0007 and escape \u001B[31mred',
  'carriage\rreturn',
  '\u007F\u0085\u009B31m',
  'ends with \r',
  '\u202Eright to left',
  'Köln – 東京 🦭',
  '%s %n \\x41 \\101',
  '=ls',
  'key=value',
  '\u2028',
  "'\u001B'",
  'x'.repeat(5_000),
]

describe('a word for a POSIX shell', () => {
  for (const text of NASTY) {
    test(`${JSON.stringify(text.slice(0, 60))} arrives as it was`, () => {
      const output = execFileSync('sh', ['-c', `printf '<%s>' ${quoteForShell(text)} next`], { encoding: 'utf8' })
      assert.equal(output, `<${text}><next>`)
    })
  }

  test('all nasty texts in one command arrive as separate arguments', () => {
    const words = NASTY.map(quoteForShell).join(' ')
    const output = execFileSync('sh', ['-c', `printf '%s\\036' ${words}`], { encoding: 'utf8' })
    assert.deepEqual(output.split('\u001E').slice(0, -1), NASTY)
  })

  test('what the terminal shows holds no control characters but line feeds and tabs', () => {
    for (const text of NASTY) assert.doesNotMatch(quoteForShell(text), /(?![\n\t])[\p{Cc}\u202A-\u202E]/u)
  })

  test('U+0000 is refused, because no argument can hold it', () => {
    assert.throws(() => quoteForShell('a\u0000b'), RangeError)
  })
})
