import type { Flavor } from '#facts/openstack/flavors.ts'
import type { Plan, PlannedFlavor, PlanStep } from '../plan.ts'
import { planTitle, stepTitle } from './step-words.ts'
import { yamlFile } from './yaml-file.ts'

/**
 * The flavors of a plan as a definition file for openstack-flavor-manager (`--name local --url file://…`), which creates
 * what is missing and sets extra specs of what is there; it neither deletes flavors nor takes extra specs away, so that
 * has to be done before. `flavors` are those of the facts.
 */
export function flavorManagerFile(plan: Plan, flavors: readonly Flavor[]): string {
  const entries = plan.steps.flatMap((step) => definitionOf(step, flavors) ?? [])
  const before = plan.steps.flatMap(firstByHand)
  const others = plan.steps.filter((step) => step.object.kind !== 'flavor')
  const comments = [
    `For openstack-flavor-manager. ${planTitle(plan)}.`,
    ...before.map((line) => `Before: ${line}`),
    ...others.map((step) => `Not about flavors, so not in this file: ${step.id}, ${stepTitle(step)}`),
  ]
  const reference = [
    { field: 'name', mandatory_prefix: 'SCS-' },
    { field: 'cpus' },
    { field: 'ram' },
    { field: 'disk' },
    { field: 'public', default: true },
    { field: 'disabled', default: false },
  ]
  return yamlFile({ reference, mandatory: entries.map(asEntry) }, comments)
}

function asEntry({ name, vcpus, ramMiB, diskGiB, isPublic, extraSpecs }: PlannedFlavor) {
  // The program takes every key with a colon for an extra spec.
  const specs = Object.fromEntries(Object.entries(extraSpecs).filter(([key]) => key.includes(':')))
  return { name, cpus: vcpus, ram: ramMiB, disk: diskGiB, public: isPublic, ...specs }
}

function definitionOf({ action, object }: PlanStep, flavors: readonly Flavor[]): PlannedFlavor | undefined {
  if (action.kind === 'create-flavor' || action.kind === 'replace-flavor') return action.flavor
  const flavor = flavors.find(({ id }) => id === object.id)
  if (action.kind !== 'set-extra-specs' || flavor === undefined || Object.keys(action.set).length === 0)
    return undefined
  return { ...flavor, extraSpecs: action.set }
}

function firstByHand({ action, object }: PlanStep): string[] {
  if (action.kind === 'replace-flavor') return [`delete the flavor ${object.name} (${object.id})`]
  if (action.kind !== 'set-extra-specs') return []
  return action.unset.map((key) => `take the extra spec ${key} away from the flavor ${object.name} (${object.id})`)
}
