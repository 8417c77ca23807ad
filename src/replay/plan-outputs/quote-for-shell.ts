/** Letters, digits and signs that no POSIX shell gives a meaning, wherever they stand in a word. */
const NEEDS_NO_QUOTES = /^[A-Za-z0-9_@%+=:,./-]+$/
/** What could move the cursor or turn the direction of writing on the terminal that shows the script. */
const INVISIBLE = /((?:(?![\n\t])[\p{Cc}\u202A-\u202E\u2066-\u2069])+)/u

/**
 * A text as one word for a POSIX shell (IEEE 1003.1, "Quoting"), whatever is in it. Control characters other than
 * line feed and tab are spelled out, so that looking at the script is harmless, too.
 *
 * @throws RangeError if the text holds U+0000, which no argument can have
 */
export function quoteForShell(text: string): string {
  if (text.includes('\u0000')) throw new RangeError('No argument of a program can hold U+0000.')
  if (NEEDS_NO_QUOTES.test(text)) return text
  if (text === '') return "''"
  // Splitting by a group leaves what matched at the odd places.
  return text
    .toWellFormed()
    .split(INVISIBLE)
    .map((part, index) => (index % 2 === 1 ? spelledOut(part) : singleQuoted(part)))
    .join('')
}

function singleQuoted(text: string): string {
  return text === '' ? '' : `'${text.replaceAll("'", "'\\''")}'`
}

function spelledOut(text: string): string {
  const octal = [...new TextEncoder().encode(text)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`)
  return `"$(printf '${octal.join('')}')"`
}
