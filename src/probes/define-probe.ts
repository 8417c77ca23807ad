import type { OpenStackCloud } from '#clouds/openstack/openstack-cloud.ts'
import type { ResourceKindName } from '#clouds/openstack/resources/resource-kind.ts'
import type { Workbench } from '#clouds/openstack/resources/workbench.ts'
import type { FactName, Facts } from '#facts/facts.ts'
import type { Section } from '#vocabulary/section.ts'
import type { CallNeeds } from './call-needs.ts'
import type { ProbeSettings } from './probe-settings.ts'

/** One domain of the domain manager test, with the means of its manager. */
export interface ManagedDomain {
  readonly cloud: OpenStackCloud
  readonly workbench: Workbench
}

/** What a probe may use while it observes. */
export interface Observation {
  readonly openstack: OpenStackCloud
  readonly signal: AbortSignal
  /** The only way to create something. What is created goes away by itself when the observation is over. */
  readonly workbench: Workbench
  readonly settings: ProbeSettings
  /** The two domains of the domain manager test. Throws a CloudError if no credentials for them are configured. */
  managedDomains(): Promise<readonly [ManagedDomain, ManagedDomain]>
  /** Another fact; observed once per run however often it is asked for. Throws the same error if it could not be. */
  need<Name extends FactName>(name: Name): Promise<Facts[Name]>
}

/** What a probe creates of one kind, at most. */
export interface CreatedKind {
  readonly kind: ResourceKindName
  readonly most: number
  /** How much disk all of them take together. */
  readonly gibibytes?: number
  /** How long each lives: what a virtual machine costs. */
  readonly minutes?: number
}

/** Observes one fact. It never judges. */
export interface Probe<Name extends FactName = FactName> {
  readonly gives: Name
  readonly from: 'openstack'
  readonly cost: Section
  /** The API calls it makes, as `compute GET /flavors/detail`: for the reader and for access rules. */
  readonly calls: readonly string[]
  /** What it creates; empty for a probe that only reads. More than that is refused. */
  readonly creates: readonly CreatedKind[]
  /** The facts that it asks for; they are paid for, too. */
  readonly needs?: readonly FactName[]
  /** How many calls that takes. It is stopped beyond. */
  readonly effort: CallNeeds
  /** How long it may take; `USUAL_MOST_MINUTES` when absent. */
  readonly mostMinutes?: number
  /** Returns the value, or throws a CloudError; the runner turns that into the reason of an ABORT. */
  observe(observation: Observation): Promise<Facts[Name]>
}

export const USUAL_MOST_MINUTES = 2

export function defineProbe<const Name extends FactName>(probe: Probe<Name>): Probe<Name> {
  return probe
}
