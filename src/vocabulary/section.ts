export const SECTIONS = ['light', 'medium', 'heavy'] as const

/** What running a testcase costs. `light`: reads; `medium`: creates small things; `heavy`: boots a machine or runs minutes. */
export type Section = (typeof SECTIONS)[number]
