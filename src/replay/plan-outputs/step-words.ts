import type { ByHand, Plan, PlanStep } from '../plan.ts'
import { onOneLine } from './on-one-line.ts'

/** What a step does, as one line such as `set properties of the image Ubuntu 24.04 (0f6c…)`. */
export function stepTitle({ action, object }: PlanStep): string {
  const id = object.id === undefined ? '' : ` (${object.id})`
  const named = `${object.kind} ${object.name}${id}`
  switch (action.kind) {
    case 'create-flavor':
      return onOneLine(`create the ${named}`)
    case 'replace-flavor':
      return onOneLine(`replace the ${named} by ${action.flavor.name}`)
    case 'set-extra-specs':
      return onOneLine(`correct the extra specs of the ${named}`)
    case 'set-image-properties':
      return onOneLine(`set properties of the ${named}`)
    case 'rename-image':
      return onOneLine(`rename the ${named} to ${action.name}`)
    case 'show-image':
      return onOneLine(`show the hidden ${named}`)
    case 'provide-image':
      return onOneLine(`provide the ${named}`)
    case 'set-volume-type-description':
      return onOneLine(`correct the description of the ${named}`)
    case 'delete-security-group-rule':
      return onOneLine(`delete the rule ${object.name}${id}`)
    case 'register-service':
      return onOneLine(action.isNew ? `register the ${named}` : `register an endpoint of the ${named}`)
  }
}

/** Why a testcase stays with a person, as one line. */
export function byHandTitle({ testcaseIds, object, why }: ByHand): string {
  return onOneLine(`${testcaseIds.join(', ')}: ${object.kind} ${object.name}. ${why}`)
}

/** How much a plan does, as one line. */
export function planTitle({ steps, byHand }: Plan): string {
  const green = new Set(steps.flatMap(({ turnsGreen }) => turnsGreen)).size
  const verb = steps.length === 1 ? 'turns' : 'turn'
  return `${counted(steps.length, 'step')} ${verb} ${counted(green, 'testcase')} green; left to a person: ${byHand.length}`
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** The testcases of a step, as one line. */
export function turnsGreenLine({ turnsGreen }: PlanStep): string {
  return `turns green: ${turnsGreen.join(', ')}`
}
