import type { Facts } from '#facts/facts.ts'
import type { Flavor } from '#facts/openstack/flavors.ts'
import { placeholdersOf } from '../placeholders-of.ts'
import type { ImageProperties, Plan, PlannedFlavor, PlanStep } from '../plan.ts'
import { isPlaceholder, type PlanValue } from '../plan-value.ts'
import { HclExpression, type HclMap, type HclValue, hclAttributes, hclText } from './hcl.ts'
import { onOneLine } from './on-one-line.ts'
import { openstackCommands } from './openstack-commands.ts'
import { stepVariable } from './step-variable.ts'
import { byHandTitle, planTitle, stepTitle, turnsGreenLine } from './step-words.ts'

/**
 * The plan for OpenTofu or Terraform with the provider terraform-provider-openstack. What exists is imported and then
 * changed; what the provider cannot change without making it anew stands there as a comment with the command instead.
 * What only the operator knows is a variable.
 */
export function opentofuFile(plan: Plan, facts: Partial<Facts>): string {
  const variables = plan.steps.flatMap((step) =>
    hasResource(step)
      ? placeholdersOf(step.action).flatMap((placeholder) => [
          '',
          `variable ${hclText(stepVariable(step, placeholder).toLowerCase())} {`,
          '  type        = string',
          `  description = ${hclText(placeholder.meaning)}`,
          '}',
        ])
      : [],
  )
  const lines = [
    `# ${planTitle(plan)}.`,
    '# Made by `siegel plan`: look at what `tofu plan` says before you apply it. It needs the rights of an administrator.',
    'terraform {',
    '  required_providers {',
    '    openstack = {',
    '      source = "terraform-provider-openstack/openstack"',
    '    }',
    '  }',
    '}',
    ...variables,
    ...plan.steps.flatMap((step) => [
      '',
      `# ${step.id}: ${stepTitle(step)}`,
      `# ${turnsGreenLine(step)}`,
      ...step.cautions.map((caution) => `# ${onOneLine(caution)}`),
      ...blocksOf(step, facts),
    ]),
    ...(plan.byHand.length > 0 ? ['', '# A person has to do or to decide:'] : []),
    ...plan.byHand.map((item) => `# - ${byHandTitle(item)}`),
  ]
  return `${lines.join('\n')}\n`
}

function hasResource({ action }: PlanStep): boolean {
  return action.kind === 'provide-image' || action.kind === 'register-service'
}

function blocksOf(step: PlanStep, facts: Partial<Facts>): string[] {
  const { action, object, id } = step
  const label = id.replaceAll('-', '_')
  const value = (one: PlanValue) => valueFor(step, one)
  switch (action.kind) {
    case 'create-flavor':
      return flavorResource(label, action.flavor, [])
    case 'replace-flavor':
      return [`# Before: openstack flavor delete ${commentId(step)}`, ...flavorResource(label, action.flavor, [])]
    case 'set-extra-specs': {
      const flavor = facts.flavors?.find((one) => one.id === object.id)
      if (flavor === undefined) return asCommands(step)
      return [...importBlock('openstack_compute_flavor_v2', label, flavor.id), ...changedFlavor(label, flavor, action)]
    }
    case 'provide-image':
      return resource('openstack_images_image_v2', label, {
        name: value(action.name),
        container_format: 'bare',
        disk_format: 'qcow2',
        visibility: 'public',
        ...imageAttributes(step, action.properties),
      })
    case 'set-volume-type-description': {
      const volumeType = facts.volumeTypes?.find((one) => one.id === object.id)
      if (volumeType === undefined) return asCommands(step)
      const attributes = { name: volumeType.name, description: action.description, is_public: volumeType.isPublic }
      return [
        ...importBlock('openstack_blockstorage_volume_type_v3', label, volumeType.id),
        ...resource('openstack_blockstorage_volume_type_v3', label, attributes, ['extra_specs']),
      ]
    }
    case 'register-service': {
      const endpoint = (serviceId: string) =>
        resource('openstack_identity_endpoint_v3', label, {
          name: value(action.name),
          service_id: new HclExpression(serviceId),
          interface: action.interface,
          endpoint_region: value(action.region),
          url: value(action.url),
        })
      if (!action.isNew) {
        const data = `data "openstack_identity_service_v3" "${label}" {`
        const [type = ''] = hclAttributes({ type: action.type })
        return [data, type, '}', ...endpoint(`data.openstack_identity_service_v3.${label}.id`)]
      }
      const service = { name: value(action.name), type: action.type }
      return [
        ...resource('openstack_identity_service_v3', label, service),
        ...endpoint(`openstack_identity_service_v3.${label}.id`),
      ]
    }
    default:
      return asCommands(step)
  }
}

function asCommands(step: PlanStep): string[] {
  const note = '# OpenTofu would have to make the object anew, so call the OpenStack client:'
  return [note, ...openstackCommands(step).flatMap((command) => command.split('\n').map((line) => `#   ${line}`))]
}

function commentId({ object }: PlanStep): string {
  return onOneLine(object.id ?? object.name)
}

function flavorResource(label: string, flavor: PlannedFlavor, ignored: readonly string[]): string[] {
  const { name, vcpus, ramMiB, diskGiB, isPublic, extraSpecs } = flavor
  const attributes = { name, vcpus, ram: ramMiB, disk: diskGiB, is_public: isPublic, extra_specs: extraSpecs }
  return resource('openstack_compute_flavor_v2', label, attributes, ignored)
}

function changedFlavor(
  label: string,
  flavor: Flavor,
  { set, unset }: { readonly set: Readonly<Record<string, string>>; readonly unset: readonly string[] },
): string[] {
  const kept = Object.entries(flavor.extraSpecs ?? {}).filter(([key]) => !unset.includes(key))
  // The facts do not have these, and a difference would make the provider create the flavor anew.
  const ignored = ['ephemeral', 'swap', 'rx_tx_factor', 'description', 'flavor_id']
  return flavorResource(label, { ...flavor, extraSpecs: { ...Object.fromEntries(kept), ...set } }, ignored)
}

function imageAttributes(step: PlanStep, properties: ImageProperties): HclMap {
  const { min_disk: minDisk, min_ram: minRam, image_source: source, ...others } = properties
  const values = source === undefined ? others : { ...others, image_source: source }
  return {
    ...(minDisk !== undefined && { min_disk_gb: valueFor(step, minDisk) }),
    ...(minRam !== undefined && { min_ram_mb: valueFor(step, minRam) }),
    ...(source !== undefined && { image_source_url: valueFor(step, source) }),
    properties: Object.fromEntries(Object.entries(values).map(([name, one]) => [name, valueFor(step, one)])),
  }
}

function valueFor(step: PlanStep, value: PlanValue): HclValue {
  return isPlaceholder(value) ? new HclExpression(`var.${stepVariable(step, value).toLowerCase()}`) : value
}

function importBlock(type: string, label: string, id: string): string[] {
  return ['import {', `  to = ${type}.${label}`, ...hclAttributes({ id }), '}']
}

function resource(type: string, label: string, attributes: HclMap, ignored: readonly string[] = []): string[] {
  const lifecycle = ignored.length === 0 ? [] : ['  lifecycle {', `    ignore_changes = [${ignored.join(', ')}]`, '  }']
  return [`resource "${type}" "${label}" {`, ...hclAttributes(attributes), ...lifecycle, '}']
}
