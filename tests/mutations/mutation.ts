import type { CallOutcome } from '#facts/call-outcome.ts'
import type { Flavor } from '#facts/openstack/flavors.ts'
import type { Image } from '#facts/openstack/provided-images.ts'
import type { TlsScan } from '#facts/tls/tls-servers.ts'
import type { TestcaseId } from '#vocabulary/testcase-id.ts'
import type { Draft } from './healthy-facts.ts'

/** One seeded defect: a healthy cloud that breaks one rule. */
export interface Mutation {
  /** A sentence about the cloud. */
  readonly name: string
  readonly apply: (facts: Draft) => void
  /** The testcases that must fail, and no others. */
  readonly red: readonly TestcaseId[]
  /** Testcases that can no longer be decided. */
  readonly open?: readonly TestcaseId[]
}

/** Why a mutation cannot be made: the healthy facts lost what it harms. */
function missing(what: string): never {
  throw new Error(`the healthy cloud has no ${what}`)
}

export function flavorOf(facts: Draft, name: string): Flavor {
  return facts.flavors.find((flavor) => flavor.name === name) ?? missing(`flavor ${name}`)
}

export function imageOf(facts: Draft, name: string): Image {
  return facts.providedImages.find((image) => image.name === name) ?? missing(`image ${name}`)
}

export function serviceOf(facts: Draft, type: string) {
  return facts.serviceCatalogue.services.find((service) => service.type === type) ?? missing(`service ${type}`)
}

export function scanOf(facts: Draft): TlsScan {
  const scan = facts.tlsServers[0]?.scan
  return scan?.answered ? scan.value : missing('TLS server')
}

export function setExtraSpec(flavor: Flavor, key: string, value: string): void {
  flavor.extraSpecs = { ...flavor.extraSpecs, [key]: value }
}

export function unsetExtraSpec(flavor: Flavor, key: string): void {
  flavor.extraSpecs = Object.fromEntries(Object.entries(flavor.extraSpecs ?? {}).filter(([name]) => name !== key))
}

export function removeFlavor(facts: Draft, name: string): void {
  facts.flavors = facts.flavors.filter((flavor) => flavor !== flavorOf(facts, name))
}

export function removeImage(facts: Draft, name: string): void {
  facts.providedImages = facts.providedImages.filter((image) => image !== imageOf(facts, name))
}

export function removeService(facts: Draft, type: string): void {
  const { services } = facts.serviceCatalogue
  facts.serviceCatalogue = {
    ...facts.serviceCatalogue,
    services: services.filter((one) => one !== serviceOf(facts, type)),
  }
}

export const DONE: CallOutcome = { kind: 'done' }
export const FORBIDDEN: CallOutcome = { kind: 'refused', status: 403, message: 'Forbidden' }
