import type { Image } from '#facts/openstack/provided-images.ts'
import type { ImageProperties, Plan, PlanStep } from '../plan.ts'
import { isPlaceholder, type PlanValue } from '../plan-value.ts'
import { stepVariable } from './step-variable.ts'
import { planTitle, stepTitle } from './step-words.ts'
import { yamlFile } from './yaml-file.ts'

/** Properties that openstack-image-manager derives from keys of its own. */
const OWN_KEYS = ['min_disk', 'min_ram', 'image_original_user', 'image_source', 'image_build_date']

/**
 * The images of a plan as definitions for openstack-image-manager, which knows an image by its name: new ones whole, for
 * those that are there what has to be merged into their definitions. Where only the operator knows a value, it says
 * what to fill in. `images` are those of the facts.
 */
export function imageManagerFile(plan: Plan, images: readonly Image[]): string {
  const entries = plan.steps.flatMap((step) => definitionOf(step, images) ?? [])
  const comments = [
    `For openstack-image-manager. ${planTitle(plan)}.`,
    'Replace every text that begins with FILL IN. Definitions without versions are to be merged into those that you have.',
    ...plan.steps
      .filter((step) => definitionOf(step, images) === undefined)
      .map((step) => `Not in this file: ${step.id}, ${stepTitle(step)}`),
  ]
  return yamlFile({ images: entries }, comments)
}

function definitionOf(step: PlanStep, images: readonly Image[]): Readonly<Record<string, unknown>> | undefined {
  const { action, object } = step
  if (action.kind === 'provide-image') {
    const { name, properties } = action
    const url = properties.image_source ?? { name: 'URL', meaning: 'where the image can be downloaded', sample: '' }
    const buildDate = properties.image_build_date
    return {
      name: valueText(step, name),
      enable: true,
      format: 'qcow2',
      ...ownKeys(step, properties),
      status: 'active',
      visibility: 'public',
      multi: true,
      meta: metaOf(step, properties),
      tags: [],
      versions: [
        {
          version: buildDate === undefined ? 'FILL IN: the build' : valueText(step, buildDate),
          url: valueText(step, url),
          ...(buildDate !== undefined && { build_date: valueText(step, buildDate) }),
        },
      ],
    }
  }
  const image = images.find(({ id }) => id === object.id)
  if (action.kind !== 'set-image-properties' || image?.name == null) return undefined
  const { image_source: url, image_build_date: buildDate } = action.set
  const version = {
    ...(url !== undefined && { url: valueText(step, url) }),
    ...(buildDate !== undefined && { build_date: valueText(step, buildDate) }),
  }
  return {
    name: image.name,
    ...ownKeys(step, action.set),
    meta: metaOf(step, action.set),
    ...(Object.keys(version).length > 0 && { versions: [version] }),
  }
}

function ownKeys(step: PlanStep, properties: ImageProperties): Record<string, unknown> {
  const { min_disk: minDisk, min_ram: minRam, image_original_user: login } = properties
  return {
    ...(login !== undefined && { login: valueText(step, login) }),
    ...(minDisk !== undefined && { min_disk: numberOrText(step, minDisk) }),
    ...(minRam !== undefined && { min_ram: numberOrText(step, minRam) }),
  }
}

function metaOf(step: PlanStep, properties: ImageProperties): Record<string, string> {
  const others = Object.entries(properties).filter(([name]) => !OWN_KEYS.includes(name))
  return Object.fromEntries(others.map(([name, value]) => [name, valueText(step, value)]))
}

function numberOrText(step: PlanStep, value: PlanValue): number | string {
  return isPlaceholder(value) ? valueText(step, value) : Number(value)
}

function valueText(step: PlanStep, value: PlanValue): string {
  return isPlaceholder(value) ? `FILL IN (${stepVariable(step, value)}): ${value.meaning}` : value
}
