import { createHash } from 'node:crypto'

/** The same UUID for the same words on each start, so that facts of two runs can be compared. */
export function stableUuid(...words: readonly string[]): string {
  const digits = createHash('sha256').update(words.join('\n')).digest('hex')
  const variant = '89ab'[Number.parseInt(digits.charAt(16), 16) % 4]
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    `${variant}${digits.slice(17, 20)}`,
    digits.slice(20, 32),
  ].join('-')
}
