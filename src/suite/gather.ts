import type { KubernetesCluster } from '#clouds/kubernetes/kubernetes-cluster.ts'
import { meteredCluster } from '#clouds/kubernetes/metered-cluster.ts'
import { NO_CLUSTER_WORKBENCH } from '#clouds/kubernetes/no-cluster-workbench.ts'
import { abortReasonOf, CloudError } from '#clouds/openstack/cloud-error.ts'
import { callMeter, meteredCloud } from '#clouds/openstack/metered-cloud.ts'
import type { OpenStackCloud } from '#clouds/openstack/openstack-cloud.ts'
import { NO_WORKBENCH } from '#clouds/openstack/resources/no-workbench.ts'
import type { FactName, Facts, ObservedFacts } from '#facts/facts.ts'
import type { Observed } from '#facts/observed.ts'
import { mostCallsOf } from '#probes/call-needs.ts'
import {
  type ClusterObservation,
  type ClusterProbe,
  type ManagedDomain,
  type Observation,
  type OpenStackProbe,
  type Probe,
  USUAL_MOST_MINUTES,
} from '#probes/define-probe.ts'
import type { Probes } from '#probes/index.ts'
import { type ProbeSettings, USUAL_SETTINGS } from '#probes/probe-settings.ts'
import { maskText } from '#report/find-credentials.ts'
import type { Clock } from '#vocabulary/clock.ts'
import type { Finaliser } from './finaliser.ts'
import { withoutCredentials } from './without-credentials.ts'

/** One step of a run, for whoever watches it. */
export type GatherProgress =
  | { readonly fact: FactName; readonly state: 'started' }
  | { readonly fact: FactName; readonly state: 'ended'; readonly observed: Observed<unknown> }

export interface GatherOptions {
  /** The facts that are wanted; what they need in turn is fetched, but not returned. */
  readonly names: readonly FactName[]
  readonly probes: Probes
  /** What the probes ask; those of another kind of cloud cannot observe anything. */
  readonly openstack?: OpenStackCloud
  readonly kubernetes?: ClusterMeans
  readonly clock: Clock
  /** Ends the whole run. */
  readonly signal: AbortSignal
  /** For each observation; what its probe declares when absent. */
  readonly timeLimitMs?: number
  /** Removes what the probes create; without one they cannot create anything. */
  readonly finaliser?: Finaliser
  readonly settings?: ProbeSettings
  /** Signs in as the managers of two domains, for the domain manager test. */
  readonly domainManagers?: () => Promise<readonly [OpenStackCloud, OpenStackCloud]>
  readonly onProgress?: (progress: GatherProgress) => void
}

/** What probes of Kubernetes clusters use besides what all probes do. */
export interface ClusterMeans
  extends Pick<ClusterObservation, 'publicData' | 'otherClusters' | 'environment' | 'conformance'> {
  readonly cluster: KubernetesCluster
}

const MINUTE_MS = 60_000

/**
 * Observes facts concurrently, each at most once per call, failures included. Never throws: a fact that could not be
 * observed is its reason, and one that hangs is given up when its time is over, without holding up the others.
 */
export async function gatherFacts(options: GatherOptions): Promise<ObservedFacts> {
  const observations = new Map<FactName, Promise<{ observed: Observed<unknown>; error?: unknown }>>()

  function observeOnce(name: FactName): Promise<{ observed: Observed<unknown>; error?: unknown }> {
    const known = observations.get(name)
    if (known !== undefined) return known
    const observation = observe(name)
    observations.set(name, observation)
    return observation
  }

  async function observe(name: FactName): Promise<{ observed: Observed<unknown>; error?: unknown }> {
    options.onProgress?.({ fact: name, state: 'started' })
    let outcome: { observed: Observed<unknown>; error?: unknown }
    try {
      // What a cloud says may hold secrets that it should not: here they end, before anything sees them.
      const value = withoutCredentials(
        await withinTime(options, name, (signal) => observeAtWorkbench(name, signal)),
        options.openstack ?? options.kubernetes?.cluster ?? {},
      )
      outcome = { observed: { ok: true, value, observedAt: options.clock().toISOString() } }
    } catch (error) {
      const { class: abortClass, detail } = abortReasonOf(error)
      const reason = { class: abortClass, detail: maskText(detail) }
      outcome = { observed: { ok: false, reason, observedAt: options.clock().toISOString() }, error }
    }
    options.onProgress?.({ fact: name, state: 'ended', observed: outcome.observed })
    return outcome
  }

  async function observeAtWorkbench(name: FactName, signal: AbortSignal): Promise<unknown> {
    const probe: Probe = options.probes[name]
    return probe.from === 'openstack' ? observeCloud(probe, signal) : observeCluster(probe, signal)
  }

  async function observeCloud(probe: OpenStackProbe, signal: AbortSignal): Promise<unknown> {
    const { domainManagers, finaliser, openstack: tested, settings = USUAL_SETTINGS } = options
    if (tested === undefined) throw new CloudError(OTHER_CLOUD)
    // One for all clouds of a probe: the manager's are two.
    const meter = callMeter(mostCallsOf(probe.effort, settings))
    const benches: ManagedDomain[] = []
    const benchFor = (cloud: OpenStackCloud): ManagedDomain => {
      const metered = meteredCloud(cloud, meter)
      const workbench = finaliser?.workbenchFor(probe, cloud, metered, signal) ?? NO_WORKBENCH
      const bench = { cloud: metered, workbench }
      benches.push(bench)
      return bench
    }
    const managedDomains: Observation['managedDomains'] = async () => {
      if (domainManagers === undefined) throw new CloudError(NO_DOMAIN_MANAGERS)
      const [own, foreign] = await domainManagers()
      return [benchFor(own), benchFor(foreign)]
    }
    const { cloud: openstack, workbench } = benchFor(tested)
    try {
      return await probe.observe({ openstack, signal, workbench, settings, managedDomains, need })
    } finally {
      for (const bench of benches) finaliser?.release(bench.workbench)
    }
  }

  async function observeCluster(probe: ClusterProbe, signal: AbortSignal): Promise<unknown> {
    const { clock, finaliser, kubernetes, settings = USUAL_SETTINGS } = options
    if (kubernetes === undefined) throw new CloudError(OTHER_CLOUD)
    const cluster = meteredCluster(kubernetes.cluster, callMeter(mostCallsOf(probe.effort, settings)))
    const workbench = finaliser?.clusterWorkbenchFor(probe, kubernetes.cluster, cluster, signal) ?? NO_CLUSTER_WORKBENCH
    try {
      return await probe.observe({ ...kubernetes, cluster, signal, workbench, settings, clock, need })
    } finally {
      finaliser?.release(workbench)
    }
  }

  async function need<Name extends FactName>(name: Name): Promise<Facts[Name]> {
    const { observed, error } = await observeOnce(name)
    if (!observed.ok) throw error
    // What is kept under a name came from the probe of that name, whose type says what it gives.
    return observed.value as Facts[Name]
  }

  const names = [...new Set(options.names)]
  const entries = await Promise.all(names.map(async (name) => [name, (await observeOnce(name)).observed] as const))
  return Object.fromEntries(entries) as ObservedFacts
}

const OTHER_CLOUD = {
  class: 'suite-error',
  detail: 'This is observed in another kind of cloud than the tested one.',
} as const

const NO_DOMAIN_MANAGERS = {
  class: 'inconclusive',
  detail: 'No credentials of two domain managers are configured (--domain-manager, twice), so this was not tried.',
} as const

type Observe = (signal: AbortSignal) => Promise<unknown>

/** Gives an observation its time. It is told to stop when that is over, and left behind if it does not. */
async function withinTime(options: GatherOptions, name: FactName, observe: Observe): Promise<unknown> {
  const declared = (options.probes[name].mostMinutes ?? USUAL_MOST_MINUTES) * MINUTE_MS
  const timeLimitMs = options.timeLimitMs ?? declared
  const controller = new AbortController()
  const { promise: over, reject } = Promise.withResolvers<never>()
  const stop = (error: CloudError) => {
    controller.abort(error)
    reject(error)
  }
  const interrupt = () => {
    const detail = `The run was interrupted before ${name} was observed.`
    const { reason } = options.signal
    stop(reason instanceof CloudError ? reason : new CloudError({ class: 'suite-error', detail }))
  }
  const timer = setTimeout(() => {
    const detail = `Observing ${name} took longer than ${timeLimitMs / 1_000} seconds.`
    stop(new CloudError({ class: 'time-out', detail }))
  }, timeLimitMs)
  options.signal.addEventListener('abort', interrupt, { once: true })
  if (options.signal.aborted) interrupt()
  try {
    return await Promise.race([over, Promise.resolve(controller.signal).then(observe)])
  } finally {
    clearTimeout(timer)
    options.signal.removeEventListener('abort', interrupt)
  }
}
