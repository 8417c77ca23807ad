/**
 * Characters that JSON leaves as they are, but that a terminal, an editor or a YAML reader takes for more than text: C1
 * control characters, line separators, and marks that change the direction of writing.
 */
const UNPRINTABLE = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g

/** JSON in which every such character stands as an escape, so that it means the same and can be printed anywhere. */
export function printableJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replaceAll(
    UNPRINTABLE,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
