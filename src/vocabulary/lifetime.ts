export const LIFETIMES = ['day', 'week', 'month', 'quarter', 'year'] as const

/** How long a result counts: to the end of the following calendar period (scs-0003-v1). */
export type Lifetime = (typeof LIFETIMES)[number]

/** The lifetime of a testcase that names none (scs-0003-v1). */
export const DEFAULT_LIFETIME: Lifetime = 'week'
