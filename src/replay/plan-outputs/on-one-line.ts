/** Text from a cloud for a comment or a heading: nothing in it can end the line or steer a terminal. */
export function onOneLine(text: string): string {
  return text.toWellFormed().replace(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0
    return `\\u${code.toString(16).padStart(4, '0')}`
  })
}
