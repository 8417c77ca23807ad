export const LANGUAGES = ['en', 'de'] as const

/** The languages in which people can read Siegel. */
export type Language = (typeof LANGUAGES)[number]
