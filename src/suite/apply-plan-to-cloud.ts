import { CloudError } from '#clouds/openstack/cloud-error.ts'
import type { OpenStackCloud, SendRequest } from '#clouds/openstack/openstack-cloud.ts'
import { COMPUTE, IMAGE, type ServiceApi } from '#clouds/openstack/services.ts'
import { placeholdersOf } from '#replay/placeholders-of.ts'
import type { ImageProperties, PlannedFlavor, PlanStep } from '#replay/plan.ts'
import { sampleOf } from '#replay/plan-value.ts'

/** The part of a cloud that is needed to change it. */
export type WritableCloud = Pick<OpenStackCloud, 'send'>

export type StepOutcome =
  | { readonly step: PlanStep; readonly outcome: 'applied' }
  | { readonly step: PlanStep; readonly outcome: 'failed'; readonly detail: string }
  | { readonly step: PlanStep; readonly outcome: 'left'; readonly why: string }

/** JSON patch as Glance takes it; `add` replaces a property that is there. */
const IMAGE_PATCH = 'application/openstack-images-v2.1-json-patch'

/** Why a step is not carried out here; undefined for one that is. */
export function whyLeft(step: PlanStep): string | undefined {
  if (placeholdersOf(step.action).length > 0) return 'it asks for values that only you know'
  switch (step.action.kind) {
    case 'create-flavor':
    case 'set-extra-specs':
    case 'set-image-properties':
    case 'rename-image':
    case 'show-image':
      return undefined
    case 'replace-flavor':
    case 'delete-security-group-rule':
      return 'it deletes something'
    case 'provide-image':
      return 'it needs the file of an image'
    case 'register-service':
    case 'set-volume-type-description':
      return 'only flavors and images are changed by this program'
  }
}

/**
 * Carries out the steps of a plan that create flavors or change extra specs and images, one after the other; nothing is
 * ever deleted. A step that fails does not stop the others. Stops before the next step when the signal is aborted.
 */
export async function applyPlanToCloud(
  cloud: WritableCloud,
  steps: readonly PlanStep[],
  options: { readonly signal?: AbortSignal; readonly onOutcome?: (outcome: StepOutcome) => void } = {},
): Promise<readonly StepOutcome[]> {
  const outcomes: StepOutcome[] = []
  for (const step of steps) {
    const outcome = await applyStep(cloud, step, options.signal)
    outcomes.push(outcome)
    options.onOutcome?.(outcome)
  }
  return outcomes
}

async function applyStep(cloud: WritableCloud, step: PlanStep, signal?: AbortSignal): Promise<StepOutcome> {
  const why = whyLeft(step)
  if (why !== undefined) return { step, outcome: 'left', why }
  if (signal?.aborted) return { step, outcome: 'left', why: 'the work was interrupted' }
  const send = (api: ServiceApi, call: SendRequest) => cloud.send(api, { ...call, ...(signal && { signal }) })
  try {
    await carryOut(send, step)
    return { step, outcome: 'applied' }
  } catch (error) {
    return { step, outcome: 'failed', detail: error instanceof Error ? error.message : String(error) }
  }
}

type Send = WritableCloud['send']

async function carryOut(send: Send, { action, object }: PlanStep): Promise<void> {
  const id = encodeURIComponent(object.id ?? '')
  switch (action.kind) {
    case 'create-flavor':
      return createFlavor(send, action.flavor)
    case 'set-extra-specs': {
      if (Object.keys(action.set).length > 0) await setExtraSpecs(send, id, action.set)
      for (const key of action.unset) {
        const path = `/flavors/${id}/os-extra_specs/${encodeURIComponent(key)}`
        await send(COMPUTE, { method: 'DELETE', path })
      }
      return
    }
    case 'set-image-properties':
      return changeImage(send, id, additions(action.set))
    case 'rename-image':
      return changeImage(send, id, [{ op: 'replace', path: '/name', value: action.name }])
    case 'show-image':
      return changeImage(send, id, [{ op: 'replace', path: '/os_hidden', value: false }])
    default:
      throw new Error(`a step of the kind ${action.kind} is not carried out by this program`)
  }
}

async function createFlavor(send: Send, flavor: PlannedFlavor): Promise<void> {
  const { name, vcpus, ramMiB, diskGiB, isPublic, extraSpecs } = flavor
  const body = { flavor: { name, vcpus, ram: ramMiB, disk: diskGiB, 'os-flavor-access:is_public': isPublic } }
  const { body: answer } = await send(COMPUTE, { method: 'POST', path: '/flavors', body })
  const id = createdId(answer)
  if (id === undefined) {
    const detail = `POST /flavors: the answer does not name the flavor ${name} that was created.`
    throw new CloudError({ class: 'provider-error', detail })
  }
  if (Object.keys(extraSpecs).length > 0) await setExtraSpecs(send, encodeURIComponent(id), extraSpecs)
}

async function setExtraSpecs(send: Send, id: string, extraSpecs: Readonly<Record<string, string>>): Promise<void> {
  await send(COMPUTE, { method: 'POST', path: `/flavors/${id}/os-extra_specs`, body: { extra_specs: extraSpecs } })
}

async function changeImage(send: Send, id: string, changes: readonly unknown[]): Promise<void> {
  await send(IMAGE, { method: 'PATCH', path: `/images/${id}`, body: changes, contentType: IMAGE_PATCH })
}

/** Glance keeps `min_disk` and `min_ram` as numbers and everything else as texts. */
function additions(properties: ImageProperties): unknown[] {
  return Object.entries(properties).map(([name, value]) => {
    const text = sampleOf(value)
    const isNumber = name === 'min_disk' || name === 'min_ram'
    // RFC 6901 spells ~ and / in the names of members.
    const path = `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
    return { op: 'add', path, value: isNumber ? Number(text) : text }
  })
}

function createdId(answer: unknown): string | undefined {
  const flavor = (answer as { flavor?: { id?: unknown } } | undefined)?.flavor
  return typeof flavor?.id === 'string' ? flavor.id : undefined
}
