import { connectOpenStack } from '#clouds/openstack/openstack-cloud.ts'
import { readCloudsYaml } from '#clouds/openstack/read-clouds-yaml.ts'
import type { Plan } from '#replay/plan.ts'
import { stepTitle } from '#replay/plan-outputs/step-words.ts'
import { applyPlanToCloud, type StepOutcome, whyLeft } from '#suite/apply-plan-to-cloud.ts'
import { printable } from '#suite/print/printable.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { CommandContext } from '../command-context.ts'
import { typedYes } from '../typed-yes.ts'

interface CarryOutRequest {
  readonly cloudName: string
  /** Whether the user has agreed already. */
  readonly mayGoOn: boolean
  /** When the facts were observed that the plan was made from (ISO 8601). */
  readonly observedAt: string
}

const DAY_MS = 86_400_000

/** Shows what would be changed in which cloud, asks, and carries it out; says for each step what became of it. */
export async function carryOutPlan(plan: Plan, request: CarryOutRequest, context: CommandContext): Promise<void> {
  const { environment, homeDirectory, signal, stderr, stdin, workingDirectory } = context
  const steps = plan.steps.filter((step) => whyLeft(step) === undefined)
  const isAskable = stdin.isTTY === true
  if (!request.mayGoOn && !isAskable && steps.length > 0) {
    throw new CodedError('SUITE_OPTION_INVALID', 'Nobody can be asked here: --apply needs --yes.')
  }
  let hasFailed = false
  if (steps.length === 0) {
    stderr.write('Nothing in this plan can be carried out by this program.\n')
  } else {
    const config = readCloudsYaml({ environment, workingDirectory, homeDirectory, cloud: request.cloudName })
    for (const warning of config.warnings) stderr.write(`siegel: ${warning}\n`)
    stderr.write(`\nTo be changed in the cloud ${config.name} (${config.authUrl}):\n`)
    for (const step of steps) stderr.write(`  ${step.id}: ${stepTitle(step)}\n`)
    const age = context.clock().getTime() - new Date(request.observedAt).getTime()
    if (age > DAY_MS)
      stderr.write(`The facts are ${Math.floor(age / DAY_MS)} days old: look whether they still hold.\n`)
    if (!request.mayGoOn && !(await typedYes('Type yes to go on: ', context.stderr, context))) {
      stderr.write('Nothing was changed.\n')
      context.exit(2)
      return
    }
    const cloud = await connectOpenStack(config, { environment, signal })
    try {
      const outcomes = await applyPlanToCloud(cloud, steps, {
        signal,
        onOutcome: (outcome) => stderr.write(`  ${outcomeLine(outcome)}\n`),
      })
      hasFailed = outcomes.some(({ outcome }) => outcome === 'failed')
      if (outcomes.some(({ outcome }) => outcome === 'left')) context.exit(2)
    } finally {
      await cloud.close()
    }
  }
  const left = plan.steps.filter((step) => whyLeft(step) !== undefined)
  for (const step of left) stderr.write(`  ${step.id} is left to you, because ${whyLeft(step)}: ${stepTitle(step)}\n`)
  for (const { testcaseIds } of plan.byHand) stderr.write(`  ${testcaseIds.join(', ')}: left to you, see the plan\n`)
  if (left.length + plan.byHand.length > 0) context.exit(2)
  if (hasFailed) context.exit(1)
}

function outcomeLine(outcome: StepOutcome): string {
  const { step } = outcome
  switch (outcome.outcome) {
    case 'applied':
      return `${step.id}: done`
    case 'failed':
      return `${step.id}: failed: ${printable(outcome.detail)}`
    case 'left':
      return `${step.id}: not done, because ${outcome.why}`
  }
}
