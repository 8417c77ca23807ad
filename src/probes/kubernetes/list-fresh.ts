const HOUR_MS = 3_600_000

/** For how long a copy of a list does: upstream refreshes its CVE feed about every two hours. */
export const LIST_FRESH_MS = 2 * HOUR_MS

/** A CVE record hardly ever changes. */
export const RECORD_FRESH_MS = 7 * 24 * HOUR_MS
