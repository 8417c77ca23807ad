import type { PlanAction } from './plan.ts'
import { isPlaceholder, type Placeholder, type PlanValue } from './plan-value.ts'

/** Everything in an action that the operator still has to fill in. */
export function placeholdersOf(action: PlanAction): Placeholder[] {
  return valuesOf(action).filter(isPlaceholder)
}

/** The same action with every value replaced by what `fill` makes of it. */
export function fillAction(action: PlanAction, fill: (value: PlanValue) => PlanValue): PlanAction {
  const fillAll = (values: Readonly<Record<string, PlanValue>>) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, fill(value)]))
  switch (action.kind) {
    case 'set-image-properties':
      return { ...action, set: fillAll(action.set) }
    case 'provide-image':
      return { ...action, name: fill(action.name), properties: fillAll(action.properties) }
    case 'register-service':
      return { ...action, name: fill(action.name), region: fill(action.region), url: fill(action.url) }
    default:
      return action
  }
}

function valuesOf(action: PlanAction): PlanValue[] {
  const values: PlanValue[] = []
  fillAction(action, (value) => {
    values.push(value)
    return value
  })
  return values
}
