import { createHash } from 'node:crypto'

/** What becomes an entry. `imported-report` is one that the predecessor kept without its signature. */
export const ENTRY_KINDS = ['report', 'imported-report', 'evaluation', 'remark', 'key'] as const
export type EntryKind = (typeof ENTRY_KINDS)[number]

/** What an entry tells: that something with this digest was there at this moment, and nothing else. */
export interface Entry {
  readonly kind: EntryKind
  readonly at: Date
  /** SHA-256 in hexadecimal. */
  readonly digest: string
  /** Whether the digest is one with a salt in front of what it is of. */
  readonly isSalted: boolean
}

/** The bytes of an entry as one line of ASCII: format, kind, moment in UTC, digest. */
export function formatEntry({ kind, at, digest, isSalted }: Entry): string {
  return `siegel-log/1 ${kind} ${at.toISOString()} ${isSalted ? 'salted-' : ''}sha256:${digest}`
}

/** The digest of a text that could be guessed: SHA-256 over the salt and the text in UTF-8. */
export function saltedDigest(salt: Uint8Array, text: string): string {
  return createHash('sha256').update(salt).update(text, 'utf8').digest('hex')
}
