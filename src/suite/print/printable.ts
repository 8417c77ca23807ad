/** Longer texts help nobody who reads them. */
const LONGEST_TEXT = 2_000

/**
 * Text from a cloud made fit for a terminal: control characters, which could move the cursor or change its colours, and
 * marks that change the direction of writing become visible escapes; what is longer than 2 000 characters is cut.
 */
export function printable(text: string): string {
  const shown = text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT)}… (${text.length} characters)`
  return shown.toWellFormed().replace(/[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0
    return `\\u${code.toString(16).padStart(4, '0')}`
  })
}
