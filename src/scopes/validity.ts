export const VALIDITIES = ['effective', 'warn', 'draft', 'deprecated'] as const

/**
 * What a scope version is good for on a day (scs-0003-v1): `effective` certifiable, `warn` certifiable although soon
 * replaced, `draft` and `deprecated` testable only.
 */
export type Validity = (typeof VALIDITIES)[number]
