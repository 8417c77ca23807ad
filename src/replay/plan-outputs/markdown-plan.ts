import { placeholdersOf } from '../placeholders-of.ts'
import type { ByHand, Plan, PlanStep } from '../plan.ts'
import { markdownBlock, markdownCode, markdownText } from './markdown-text.ts'
import { openstackCommands } from './openstack-commands.ts'
import { stepVariable } from './step-variable.ts'
import { planTitle, stepTitle, turnsGreenLine } from './step-words.ts'

/** The plan for people, such as for a ticket or a merge request: each step with its command, then what is left. */
export function markdownPlan(plan: Plan): string {
  return `${[
    `# ${planTitle(plan)}`,
    ...plan.steps.flatMap(stepLines),
    ...(plan.byHand.length > 0 ? ['', '## A person has to do or to decide', ''] : []),
    ...plan.byHand.map(byHandLine),
  ].join('\n')}\n`
}

function stepLines(step: PlanStep): string[] {
  return [
    '',
    `## ${step.id}: ${markdownText(stepTitle(step))}`,
    '',
    `- [ ] ${markdownText(turnsGreenLine(step))}`,
    ...step.cautions.map((caution) => `- ${markdownText(caution)}`),
    ...placeholdersOf(step.action).map(
      (placeholder) =>
        `- fill in ${markdownCode(stepVariable(step, placeholder))}: ${markdownText(placeholder.meaning)}`,
    ),
    '',
    ...markdownBlock('sh', openstackCommands(step)),
  ]
}

function byHandLine({ testcaseIds, object, why, remedy }: ByHand): string {
  const name = markdownText(`${object.kind} ${object.name}`)
  return `- [ ] ${testcaseIds.map(markdownCode).join(', ')}, ${name}: ${markdownText(why)} ${remedy}`
}
