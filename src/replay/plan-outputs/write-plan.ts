import type { Facts } from '#facts/facts.ts'
import type { Plan } from '../plan.ts'
import type { PlanVerification } from '../verify-plan.ts'
import { flavorManagerFile } from './flavor-manager-file.ts'
import { imageManagerFile } from './image-manager-file.ts'
import { markdownPlan } from './markdown-plan.ts'
import { openstackScript } from './openstack-commands.ts'
import { opentofuFile } from './opentofu-file.ts'

export const PLAN_FORMATS = ['cli', 'flavor-manager', 'image-manager', 'opentofu', 'markdown', 'json'] as const
export type PlanFormat = (typeof PLAN_FORMATS)[number]

/** A plan as the text of a file; `facts` are those that it was made from. JSON has the verification, too. */
export function writePlan(
  plan: Plan,
  format: PlanFormat,
  facts: Partial<Facts>,
  verification?: PlanVerification,
): string {
  switch (format) {
    case 'cli':
      return openstackScript(plan)
    case 'flavor-manager':
      return flavorManagerFile(plan, facts.flavors ?? [])
    case 'image-manager':
      return imageManagerFile(plan, facts.providedImages ?? [])
    case 'opentofu':
      return opentofuFile(plan, facts)
    case 'markdown':
      return markdownPlan(plan)
    case 'json':
      return `${JSON.stringify({ format: 1, ...plan, ...(verification && { verification }) }, null, 2)}\n`
  }
}
