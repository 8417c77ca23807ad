import type { Compliance } from '#evaluation/compliance.ts'
import { type State, stateOf } from '#evaluation/worst-member.ts'

/** What a badge says: how the subject looks from afar, or that what it meets is ending, or that nobody knows the subject. */
export const BADGE_STATES = [
  'pass',
  'pass, renewal due',
  'inconclusive',
  'missing',
  'no data',
  'no longer in force',
  'fail',
  'unknown',
] as const satisfies readonly (State | 'pass, renewal due' | 'no longer in force' | 'unknown')[]
export type BadgeState = (typeof BADGE_STATES)[number]

/**
 * The state that a badge shows. A subject that passes only a version in warn, or one that is merely listed as deprecated, is
 * told apart, because the badge does not name the version.
 */
export function badgeStateOf(compliance: Compliance | undefined): BadgeState {
  const state = stateOf(compliance)
  const validity = compliance?.shown?.validity
  if (state === 'no data') return state
  if (validity === 'deprecated') return 'no longer in force'
  return state === 'pass' && validity === 'warn' ? 'pass, renewal due' : state
}
