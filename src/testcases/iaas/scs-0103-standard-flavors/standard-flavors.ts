/**
 * The standard flavors (scs-0103-v1.2, "Standard SCS flavors"). The name says everything: vCPUs, RAM, the size of the
 * disk, and its type where the standard fixes one. A disk without a letter may be of any type.
 */
export const MANDATORY_FLAVORS = [
  'SCS-1V-4',
  'SCS-2V-8',
  'SCS-4V-16',
  'SCS-8V-32',
  'SCS-1V-2',
  'SCS-2V-4',
  'SCS-4V-8',
  'SCS-8V-16',
  'SCS-16V-32',
  'SCS-1V-8',
  'SCS-2V-16',
  'SCS-4V-32',
  'SCS-1L-1',
  'SCS-2V-4-20s',
  'SCS-4V-16-100s',
] as const

/** Thirteen with a root disk, and the three larger ones that version 1.2 of the text added. */
export const RECOMMENDED_FLAVORS = [
  'SCS-1V-4-10',
  'SCS-2V-8-20',
  'SCS-4V-16-50',
  'SCS-8V-32-100',
  'SCS-1V-2-5',
  'SCS-2V-4-10',
  'SCS-4V-8-20',
  'SCS-8V-16-50',
  'SCS-16V-32-100',
  'SCS-1V-8-20',
  'SCS-2V-16-50',
  'SCS-4V-32-100',
  'SCS-1L-1-5',
  'SCS-16V-64',
  'SCS-8V-64',
  'SCS-16V-128',
] as const
