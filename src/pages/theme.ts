export const THEMES = ['light', 'dark'] as const

/** The colours that a reader chose by hand; without a choice those of the reader's system. */
export type Theme = (typeof THEMES)[number]
