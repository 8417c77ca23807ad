import type { PlanVerification } from '../verify-plan.ts'
import { onOneLine } from './on-one-line.ts'
import { stepVariable } from './step-variable.ts'

/** What trying the plan on a copy of the facts brought to light, as lines for a terminal. */
export function verificationLines(verification: PlanVerification): string[] {
  const { isExact, turnedGreen, turnedRed, notGreen, unexpected, filled } = verification
  const list = (heading: string, ids: readonly string[]) => (ids.length === 0 ? [] : [`${heading}: ${ids.join(', ')}`])
  return [
    'Tried on a copy of the facts and judged again:',
    ...list('  turned green', turnedGreen),
    ...list('  turned red', turnedRed),
    ...list('  promised, but not green', notGreen),
    ...list('  green, but not promised', unexpected),
    ...filled.map(
      ({ stepId, name, sample }) =>
        `  with the sample ${stepVariable({ id: stepId }, { name })}=${onOneLine(sample)}, where you fill in your own`,
    ),
    isExact ? '  The plan does exactly what it says.' : '  The plan does not do what it says.',
  ]
}
