import type { Compliance } from './compliance.ts'

/**
 * How a subject or group looks from afar. `no data`: there is no result that counts at all, which is something else
 * than some results missing.
 */
export const STATES_WORST_FIRST = ['fail', 'missing', 'no data', 'inconclusive', 'pass'] as const
export type State = (typeof STATES_WORST_FIRST)[number]

/** The state of one subject for one scope; `undefined` stands for a subject of which nothing was ever evaluated. */
export function stateOf(compliance: Compliance | undefined): State {
  if (!compliance?.hasData) return 'no data'
  return ({ FAIL: 'fail', MISS: 'missing', ABORT: 'inconclusive', PASS: 'pass' } as const)[compliance.standing]
}

/**
 * The member that represents a group: the one in the worst state (fail, missing, no data, inconclusive, pass). A version
 * that is only listed as deprecated weighs as fail, one in warn as missing, because that is how they are shown; among
 * equals the member that is worse without this weighs more, then the first. `undefined` for a group without members.
 */
export function worstMember<Member extends { readonly compliance: Compliance | undefined }>(
  members: readonly Member[],
): Member | undefined {
  return members.toSorted((a, b) => weight(a.compliance) - weight(b.compliance) || rank(a) - rank(b))[0]
}

function rank({ compliance }: { readonly compliance: Compliance | undefined }): number {
  return STATES_WORST_FIRST.indexOf(stateOf(compliance))
}

function weight(compliance: Compliance | undefined): number {
  const own = rank({ compliance })
  const validity = compliance?.hasData ? compliance.shown?.validity : undefined
  if (validity === 'deprecated') return STATES_WORST_FIRST.indexOf('fail')
  return validity === 'warn' ? Math.min(own, STATES_WORST_FIRST.indexOf('missing')) : own
}
