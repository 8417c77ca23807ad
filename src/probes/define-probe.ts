import type { OpenStackCloud } from '#clouds/openstack/openstack-cloud.ts'
import type { FactName, Facts } from '#facts/facts.ts'
import type { Section } from '#vocabulary/section.ts'

/** What a probe may use while it observes. */
export interface Observation {
  readonly openstack: OpenStackCloud
  readonly signal: AbortSignal
  /** Another fact; observed once per run however often it is asked for. Throws the same error if it could not be. */
  need<Name extends FactName>(name: Name): Promise<Facts[Name]>
}

/** Observes one fact. It never judges. */
export interface Probe<Name extends FactName = FactName> {
  readonly gives: Name
  readonly from: 'openstack'
  readonly cost: Section
  /** The API calls it makes, as `compute GET /flavors/detail`: for the reader and for access rules. */
  readonly calls: readonly string[]
  /** The kinds of resources that it creates; empty for a probe that only reads. */
  readonly creates: readonly string[]
  /** Returns the value, or throws a CloudError; the runner turns that into the reason of an ABORT. */
  observe(observation: Observation): Promise<Facts[Name]>
}

export function defineProbe<const Name extends FactName>(probe: Probe<Name>): Probe<Name> {
  return probe
}
