import type { AutomatedTestcase } from '#testcases/define-testcase.ts'
import type { Judgement } from '#vocabulary/judgement.ts'
import type { TestcaseId } from '#vocabulary/testcase-id.ts'
import { bundlesOf } from './bundles-of.ts'
import { mergeProposals } from './merge-proposals.ts'
import { observedValues } from './observed-values.ts'
import type { ByHand, Plan, PlanStep } from './plan.ts'
import { isProposed, type NoProposal, type Proposal } from './proposal.ts'
import { proposeForFinding } from './propose-for-finding.ts'
import { type PlanTrial, type PlanVerification, verifyPlan } from './verify-plan.ts'

export interface PlanRequest extends PlanTrial {
  /** What is to turn green; others are left alone. */
  readonly testcases: readonly AutomatedTestcase[]
}

/** Above this number the steps of a bundle are not tried one by one to find the one that does harm. */
const MOST_STEPS_TRIED_ALONE = 100

/**
 * Plans what turns failing testcases green. Every bundle of steps was tried on a copy of the facts: it turns exactly the
 * testcases green that its steps name, and none red. What could not be shown to do so stays with a person, with the
 * reason. A testcase that was not finished (ABORT) is not planned for: what is wrong there is not known.
 */
export function makePlan(request: PlanRequest): Plan {
  const before = request.before ?? request.judge(request.facts)
  const trial: PlanTrial = { ...request, before }
  const proposals = new Map<TestcaseId, readonly Proposal[]>()
  const unplanned = new Map<TestcaseId, NoProposal>()
  for (const { id } of request.testcases) {
    const judgement = before.get(id)
    if (judgement?.verdict !== 'FAIL') continue
    const answer = proposalsFor(id, judgement, request)
    if (isProposed(answer) && answer.length > 0) proposals.set(id, answer)
    else unplanned.set(id, isProposed(answer) ? nothingHelps(judgement) : answer)
  }
  const steps = stepsThatHold(proposals, trial, (id, why) => {
    const judgement = before.get(id)
    proposals.delete(id)
    if (judgement?.verdict === 'FAIL') unplanned.set(id, { object: judgement.findings[0].about, why })
  })
  for (const id of steps.flatMap(({ turnsGreen }) => turnsGreen)) unplanned.delete(id)
  return { steps, byHand: groupByHand(unplanned, request.testcases) }
}

function proposalsFor(
  testcaseId: TestcaseId,
  { findings }: Extract<Judgement, { verdict: 'FAIL' }>,
  { facts, at }: PlanRequest,
): readonly Proposal[] | NoProposal {
  const values = observedValues(facts)
  const proposals: Proposal[] = []
  for (const finding of findings) {
    const answer = proposeForFinding({ testcaseId, finding, facts: values, at })
    if (!isProposed(answer)) return answer
    if (!answer.every(isWritable)) return { object: finding.about, why: 'Its name or id holds the character U+0000.' }
    proposals.push(...answer)
  }
  return proposals
}

/** U+0000 can stand in the answer of a cloud, but not in an argument of a program. */
function isWritable({ object, action }: Proposal): boolean {
  return !JSON.stringify([object, action]).includes('\\u0000')
}

type GiveUp = (testcaseId: TestcaseId, why: string) => void

/** Merges and tries, and gives testcases up, at least one per round, until every bundle and the whole are exact. */
function stepsThatHold(
  proposals: ReadonlyMap<TestcaseId, readonly Proposal[]>,
  trial: PlanTrial,
  giveUp: GiveUp,
): readonly PlanStep[] {
  for (;;) {
    const drafted = mergeProposals(proposals)
    const bundles = bundlesOf(drafted).map((bundle) => ({ bundle, verification: verifyPlan(bundle, trial) }))
    const harmful = bundles.filter(({ verification }) => !isHarmless(verification))
    for (const { bundle, verification } of harmful) giveUpOn(bundle, verification, trial, giveUp)
    if (harmful.length > 0) continue
    // A change that helps another testcase, too, is shown with all that it turns green.
    const also = new Map(
      bundles.flatMap(({ bundle, verification }) => bundle.map((step) => [step.id, verification.unexpected])),
    )
    const promised = new Set(drafted.flatMap(({ turnsGreen }) => turnsGreen))
    const steps = drafted.map((step) =>
      withGreen(
        step,
        (also.get(step.id) ?? []).filter((id) => !promised.has(id)),
      ),
    )
    const whole = verifyPlan(steps, trial)
    if (isHarmless(whole)) return steps.map((step) => withGreen(step, whole.unexpected))
    const last = bundles.at(-1)?.bundle.flatMap(({ turnsGreen }) => turnsGreen) ?? []
    const why = 'The change works alone, but not together with the other changes of this plan.'
    for (const id of new Set(last)) giveUp(id, why)
  }
}

function isHarmless({ turnedRed, notGreen }: PlanVerification): boolean {
  return turnedRed.length + notGreen.length === 0
}

function withGreen(step: PlanStep, also: readonly TestcaseId[]): PlanStep {
  return { ...step, turnsGreen: [...step.turnsGreen, ...also].sort() }
}

function giveUpOn(
  bundle: readonly PlanStep[],
  { turnedRed, notGreen }: PlanVerification,
  trial: PlanTrial,
  giveUp: GiveUp,
): void {
  if (turnedRed.length === 0) {
    const why = 'The changes that a plan can make were tried on a copy of the facts and are not enough.'
    for (const id of notGreen) giveUp(id, why)
    return
  }
  const why = `The change that suggests itself would make ${turnedRed.join(', ')} fail, so a person has to decide.`
  const isAlone = (step: PlanStep) => verifyPlan([step], trial).turnedRed.length > 0
  const guilty = bundle.length <= MOST_STEPS_TRIED_ALONE ? bundle.filter(isAlone) : []
  const blamed = guilty.length > 0 ? guilty : bundle
  for (const id of new Set(blamed.flatMap(({ turnsGreen }) => turnsGreen))) giveUp(id, why)
}

function nothingHelps({ findings }: Extract<Judgement, { verdict: 'FAIL' }>): NoProposal {
  return { object: findings[0].about, why: 'No change to the objects that were observed would help.' }
}

function groupByHand(
  unplanned: ReadonlyMap<TestcaseId, NoProposal>,
  testcases: readonly AutomatedTestcase[],
): ByHand[] {
  return testcases.flatMap(({ id, remedy }) => {
    const reason = unplanned.get(id)
    return reason === undefined ? [] : [{ testcaseIds: [id], ...reason, remedy }]
  })
}
