import type { Subject } from '#vocabulary/subject.ts'

/**
 * What an account may do beyond handing in reports for itself: read everything, hand in reports for everybody, judge
 * manual checks, administer.
 */
export const ROLES = ['read_any', 'append_any', 'assessor', 'admin'] as const
export type Role = (typeof ROLES)[number]

/** How the subject of an account is shown to people. */
export interface AccountDisplay {
  readonly name?: string
  readonly operator?: string
  readonly description?: string
}

export interface AccountKey {
  readonly keyType: string
  /** The binary public key in base64. */
  readonly keyBody: string
  readonly name: string
  readonly validFrom?: Date
  readonly validUntil?: Date
}

/** An account as the account file has it. */
export interface AccountEntry {
  readonly subject: Subject
  readonly group?: string
  readonly display: AccountDisplay
  readonly passwordHashes: readonly string[]
  readonly keys: readonly AccountKey[]
  /** The subjects of the accounts that may hand in reports for this one. */
  readonly delegates: readonly Subject[]
  readonly roles: readonly Role[]
}

/** An account that has signed in. */
export interface Account {
  readonly id: number
  readonly subject: Subject
  readonly roles: readonly Role[]
}
