import type { Day } from '#scopes/scope.ts'

export const LISTING_KINDS = ['certified', 'voluntary'] as const

/**
 * Why a subject stands in the public overview: the assessment body has certified it, or its operator shows it of its own
 * accord. What is tested without either is not listed.
 */
export type ListingKind = (typeof LISTING_KINDS)[number]

/** What people are told about a subject, or about a group of subjects that is listed as one. */
export interface ListingEntry {
  /** Exactly one of the two. */
  readonly subject?: string
  readonly group?: string
  readonly name?: string
  readonly description?: string
  readonly operator?: string
  /** Two-letter code of the country (ISO 3166-1) whose law applies. */
  readonly jurisdiction?: string
  readonly regions: readonly string[]
  /** What is offered in different makings, such as `dedicated` and `shared`. */
  readonly configurations: readonly string[]
  readonly website?: string
  readonly healthMonitor?: string
  /** By short name of the scope. */
  readonly listed: ReadonlyMap<string, { readonly as: ListingKind; readonly since?: Day }>
}

/** Who is listed as what. */
export interface Listing {
  /** False: there is no listing file, and everything that is tested counts as listed voluntarily. */
  readonly isConfigured: boolean
  readonly entries: readonly ListingEntry[]
}

export const NO_LISTING: Listing = { isConfigured: false, entries: [] }
