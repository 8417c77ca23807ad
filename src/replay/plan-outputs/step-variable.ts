import type { PlanStep } from '../plan.ts'
import type { Placeholder } from '../plan-value.ts'

/** The name of a placeholder across a whole plan, such as `STEP_03_IMAGE_SOURCE`. */
export function stepVariable({ id }: Pick<PlanStep, 'id'>, { name }: Pick<Placeholder, 'name'>): string {
  return `${id.toUpperCase().replaceAll('-', '_')}_${name}`
}
