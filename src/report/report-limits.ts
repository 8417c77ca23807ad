/** Bytes of one upload. */
export const MAX_REPORT_BYTES = 2 * 1024 * 1024

/** How deeply lists and mappings may be nested. */
export const MAX_DEPTH = 64

/** Values in one upload after aliases are expanded: scalars, lists, mappings and keys. */
export const MAX_VALUES = 200_000

/** Characters of all texts and keys of one upload after aliases are expanded. */
export const MAX_CHARACTERS = 2_500_000

/** Documents in one upload. */
export const MAX_DOCUMENTS = 200

/** Results in one report. */
export const MAX_RESULTS = 1_000

/** How far `checked_at` may be ahead of the receiving clock. */
export const MAX_MINUTES_AHEAD = 5
