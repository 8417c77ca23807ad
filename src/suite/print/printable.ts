/**
 * Text from a cloud made fit for a terminal: control characters, which could move the cursor or change its colours, and
 * marks that reverse the direction of writing become visible escapes.
 */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0
    return `\\u${code.toString(16).padStart(4, '0')}`
  })
}
