import type { ClusterKindName, ClusterWorkbench } from '#clouds/kubernetes/cluster-workbench.ts'
import type { ConformanceSource } from '#clouds/kubernetes/conformance/conformance-source.ts'
import type { KubernetesCluster } from '#clouds/kubernetes/kubernetes-cluster.ts'
import type { PublicData } from '#clouds/kubernetes/public-data.ts'
import type { OpenStackCloud } from '#clouds/openstack/openstack-cloud.ts'
import type { ResourceKindName } from '#clouds/openstack/resources/resource-kind.ts'
import type { Workbench } from '#clouds/openstack/resources/workbench.ts'
import type { FactName, Facts } from '#facts/facts.ts'
import type { Clock } from '#vocabulary/clock.ts'
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

/** What a probe may use while it observes a Kubernetes cluster. */
export interface ClusterObservation {
  readonly cluster: KubernetesCluster
  readonly signal: AbortSignal
  /** The only way to create a namespace, and with it whatever is in it. It goes away when the observation is over. */
  readonly workbench: ClusterWorkbench
  readonly settings: ProbeSettings
  readonly clock: Clock
  /** What is publicly known about Kubernetes. */
  readonly publicData: PublicData
  /** Connects to the other clusters of the same offering; the caller closes them. Empty: none are named. */
  readonly otherClusters: readonly OtherCluster[]
  /** Where the results of upstream's end-to-end tests come from. */
  readonly conformance: ConformanceSource
  /** Where proxies are looked up. */
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Another fact; observed once per run however often it is asked for. Throws the same error if it could not be. */
  need<Name extends FactName>(name: Name): Promise<Facts[Name]>
}

/** Another cluster of the offering to which the tested one belongs. */
export interface OtherCluster {
  /** Its context. */
  readonly name: string
  connect(): Promise<KubernetesCluster>
}

/** What a probe creates of one kind, at most. */
export interface CreatedKind<Kind extends string = ResourceKindName> {
  readonly kind: Kind
  readonly most: number
  /** How much disk all of them take together. */
  readonly gibibytes?: number
  /** How long each lives: what a virtual machine costs. */
  readonly minutes?: number
}

/** Everything that probes create, of whatever cloud. */
export type CreatedKindName = ResourceKindName | ClusterKindName

interface ProbeDeclaration<Name extends FactName> {
  readonly gives: Name
  readonly cost: Section
  /** The API calls it makes, as `compute GET /flavors/detail`: for the reader and for access rules. */
  readonly calls: readonly string[]
  /** The facts that it asks for; they are paid for, too. */
  readonly needs?: readonly FactName[]
  /** How many calls that takes. It is stopped beyond. */
  readonly effort: CallNeeds
  /** How long it may take; `USUAL_MOST_MINUTES` when absent. */
  readonly mostMinutes?: number
}

/** Observes one fact about an OpenStack cloud. It never judges. */
export interface OpenStackProbe<Name extends FactName = FactName> extends ProbeDeclaration<Name> {
  readonly from: 'openstack'
  /** What it creates; empty for a probe that only reads. More than that is refused. */
  readonly creates: readonly CreatedKind[]
  /** Returns the value, or throws a CloudError; the runner turns that into the reason of an ABORT. */
  observe(observation: Observation): Promise<Facts[Name]>
}

/** Observes one fact about a Kubernetes cluster. It never judges. */
export interface ClusterProbe<Name extends FactName = FactName> extends ProbeDeclaration<Name> {
  readonly from: 'kubernetes'
  readonly creates: readonly CreatedKind<ClusterKindName>[]
  observe(observation: ClusterObservation): Promise<Facts[Name]>
}

export type Probe<Name extends FactName = FactName> = OpenStackProbe<Name> | ClusterProbe<Name>

export const USUAL_MOST_MINUTES = 2

export function defineProbe<const Name extends FactName>(probe: OpenStackProbe<Name>): OpenStackProbe<Name> {
  return probe
}

export function defineClusterProbe<const Name extends FactName>(probe: ClusterProbe<Name>): ClusterProbe<Name> {
  return probe
}
