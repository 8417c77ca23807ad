/** Control characters other than tab, and those that turn the direction of writing and leave it so. */
const INVISIBLE = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu
const LONGEST = 2_000

/**
 * Text of others fit for a page: characters that cannot be seen, but do something (colours of terminals, direction of
 * writing), become `�`, and what is longer than anybody reads is cut.
 */
export function visibleText(text: string, longest = LONGEST): string {
  const cut = text.length > longest ? `${text.slice(0, longest)}…` : text
  return cut.replaceAll(INVISIBLE, (character) => (character === '\t' ? character : '\ufffd'))
}
