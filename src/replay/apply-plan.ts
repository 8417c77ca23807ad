import type { Facts, ObservedFacts } from '#facts/facts.ts'
import type { Flavor } from '#facts/openstack/flavors.ts'
import type { Image } from '#facts/openstack/provided-images.ts'
import type { ServiceCatalogue } from '#facts/openstack/service-catalogue.ts'
import type { VolumeType } from '#facts/openstack/volume-types.ts'
import { placeholdersOf } from './placeholders-of.ts'
import type { PlanAction, PlannedFlavor, PlanStep } from './plan.ts'
import { type PlanValue, sampleOf } from './plan-value.ts'

/** A placeholder for which the sample was taken. */
export interface FilledPlaceholder {
  readonly stepId: string
  readonly name: string
  readonly sample: string
}

export interface AppliedPlan {
  readonly facts: ObservedFacts
  readonly filled: readonly FilledPlaceholder[]
}

/** The facts as they would be observed after the steps, samples filled in for what is asked for. Changes nothing. */
export function applyPlan(facts: ObservedFacts, steps: readonly PlanStep[], at: Date): AppliedPlan {
  const filled = steps.flatMap((step) =>
    placeholdersOf(step.action).map(({ name, sample }) => ({ stepId: step.id, name, sample })),
  )
  const changed: { -readonly [Name in keyof ObservedFacts]: ObservedFacts[Name] } = { ...facts }
  function change<Name extends keyof Facts>(name: Name, by: (value: Facts[Name]) => Facts[Name]): void {
    const observed = facts[name]
    if (observed?.ok === true) Object.assign(changed, { [name]: { ...observed, value: by(observed.value) } })
  }
  change('flavors', (flavors) => applyToFlavors(flavors, steps))
  change('providedImages', (images) => applyToImages(images, steps, at))
  change('volumeTypes', (types) => {
    const byId = stepsById(steps)
    return types.map((type) => (byId.get(type.id) ?? []).reduce(applyToVolumeType, type))
  })
  change('serviceCatalogue', (catalogue) => steps.reduce(applyToCatalogue, catalogue))
  change('securityGroupRules', (observed) => {
    const deleted = new Set(
      steps.filter(({ action }) => action.kind === 'delete-security-group-rule').map(({ object }) => object.id),
    )
    return { ...observed, rules: observed.rules.filter(({ id }) => !deleted.has(id)) }
  })
  return { facts: changed, filled }
}

function applyToVolumeType(volumeType: VolumeType, { action }: PlanStep): VolumeType {
  return action.kind === 'set-volume-type-description' ? { ...volumeType, description: action.description } : volumeType
}

function applyToFlavors(flavors: readonly Flavor[], steps: readonly PlanStep[]): Flavor[] {
  const byId = stepsById(steps)
  const changed = flavors.map((flavor) => (byId.get(flavor.id) ?? []).reduce(applyToFlavor, flavor))
  const created = steps.flatMap(({ id, action }) =>
    action.kind === 'create-flavor' ? [flavorOf(`planned-${id}`, action.flavor)] : [],
  )
  return [...changed, ...created]
}

function applyToFlavor(flavor: Flavor, { action }: PlanStep): Flavor {
  if (action.kind === 'replace-flavor') return flavorOf(flavor.id, action.flavor)
  if (action.kind !== 'set-extra-specs') return flavor
  const kept = Object.entries(flavor.extraSpecs ?? {}).filter(([key]) => !action.unset.includes(key))
  return { ...flavor, extraSpecs: { ...Object.fromEntries(kept), ...action.set } }
}

function flavorOf(id: string, planned: PlannedFlavor): Flavor {
  return { id, isDisabled: false, ...planned, extraSpecs: { ...planned.extraSpecs } }
}

function applyToImages(images: readonly Image[], steps: readonly PlanStep[], at: Date): Image[] {
  const byId = stepsById(steps)
  const changed = images.map((image) =>
    (byId.get(image.id) ?? []).reduce((current, { action }) => applyToImage(current, action), image),
  )
  const provided = steps.flatMap(({ id, action }) => {
    if (action.kind !== 'provide-image') return []
    const image: Image = {
      id: `planned-${id}`,
      name: sampleOf(action.name),
      status: 'active',
      visibility: 'public',
      isHidden: false,
      owner: null,
      sizeBytes: null,
      minDiskGiB: 0,
      minRamMiB: 0,
      createdAt: at.toISOString(),
      hashAlgorithm: 'sha512',
      properties: {},
    }
    return [withProperties(image, action.properties)]
  })
  return [...changed, ...provided]
}

function applyToImage(image: Image, action: PlanAction): Image {
  switch (action.kind) {
    case 'set-image-properties':
      return withProperties(image, action.set)
    case 'rename-image':
      return { ...image, name: action.name }
    case 'show-image':
      return { ...image, isHidden: false }
    default:
      return image
  }
}

function withProperties(image: Image, values: Readonly<Record<string, PlanValue>>): Image {
  const { min_disk: minDisk, min_ram: minRam, ...others } = values
  const properties = Object.fromEntries(Object.entries(others).map(([name, value]) => [name, sampleOf(value)]))
  return {
    ...image,
    ...(minDisk !== undefined && { minDiskGiB: Number(sampleOf(minDisk)) }),
    ...(minRam !== undefined && { minRamMiB: Number(sampleOf(minRam)) }),
    properties: { ...image.properties, ...properties },
  }
}

function applyToCatalogue(catalogue: ServiceCatalogue, { action }: PlanStep): ServiceCatalogue {
  if (action.kind !== 'register-service') return catalogue
  const endpoint = { interface: action.interface, region: sampleOf(action.region), url: sampleOf(action.url) }
  const index = catalogue.services.findIndex(({ type }) => type === action.type)
  const service = catalogue.services[index] ?? { type: action.type, name: sampleOf(action.name), endpoints: [] }
  const completed = { ...service, endpoints: [...service.endpoints, endpoint] }
  const services = index < 0 ? [...catalogue.services, completed] : catalogue.services.with(index, completed)
  return { ...catalogue, services }
}

function stepsById(steps: readonly PlanStep[]): ReadonlyMap<string | undefined, readonly PlanStep[]> {
  return Map.groupBy(
    steps.filter(({ object }) => object.id !== undefined),
    ({ object }) => object.id,
  )
}
