const LONGEST = 200

/**
 * Text from anywhere on one short line, fit for XML, calendars, JSON and Markdown: without control characters, codes of
 * terminals, and characters that turn the direction of writing, with whole characters only (XML 1.0, 2.2), cut after
 * `longest` characters.
 */
export function plainText(text: string, longest = LONGEST): string {
  const line = text
    // What is cut off below need not be cleaned.
    .slice(0, longest * 4)
    .toWellFormed()
    .replaceAll(/\p{Cc}\[[0-9;?]*[ -/]*[@-~]/gu, '')
    .replaceAll(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufeff\ufffe\uffff]/g, '')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
  const characters = [...line]
  return characters.length <= longest ? line : `${characters.slice(0, longest - 1).join('')}…`
}
