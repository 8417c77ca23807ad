import { beginJournal, type Journal } from '#clouds/journal/journal.ts'
import type { CloudIdentity } from '#clouds/journal/journal-record.ts'
import { type ClusterWorkbench, clusterIdentity, makeClusterWorkbench } from '#clouds/kubernetes/cluster-workbench.ts'
import type { KubernetesCluster } from '#clouds/kubernetes/kubernetes-cluster.ts'
import { cloudIdentity } from '#clouds/openstack/cloud-identity.ts'
import type { OpenStackCloud } from '#clouds/openstack/openstack-cloud.ts'
import type { Leftover } from '#clouds/openstack/resources/remove-recorded.ts'
import type { Rhythm } from '#clouds/openstack/resources/wait-for-state.ts'
import { makeWorkbench, type Workbench } from '#clouds/openstack/resources/workbench.ts'
import type { ClusterProbe, OpenStackProbe } from '#probes/define-probe.ts'
import type { Clock } from '#vocabulary/clock.ts'

/** What became of the things that a run created. It never changes a verdict. */
export interface CleanUp {
  /** They stay in the journal, for `siegel clean`. */
  readonly leftovers: readonly Leftover[]
}

type Clearable = Pick<Workbench, 'clear'>

/** Hands out the means to create things, and removes what was created, however the run ends. */
export interface Finaliser {
  readonly runId: string
  /** For one observation. `signal` ends it. */
  workbenchFor(
    probe: Pick<OpenStackProbe, 'creates'>,
    cloud: OpenStackCloud,
    metered: OpenStackCloud,
    signal: AbortSignal,
  ): Workbench
  /** The same for a Kubernetes cluster. */
  clusterWorkbenchFor(
    probe: Pick<ClusterProbe, 'creates'>,
    cluster: KubernetesCluster,
    metered: KubernetesCluster,
    signal: AbortSignal,
  ): ClusterWorkbench
  /** Begins to remove what was created at a workbench, without holding up anybody. */
  release(workbench: Clearable): void
  /** Waits until everything is removed or the time is over; a second call gives the same. Never throws. */
  finish(): Promise<CleanUp>
}

export interface FinaliserOptions {
  readonly runId: string
  /** Of the journals. */
  readonly directory: string
  readonly clock: Clock
  readonly rhythm: Rhythm
  readonly limits?: RemovalLimits | undefined
}

/** How long removing may take; for tests, mostly. */
export interface RemovalLimits {
  /** Everything together, counted from the call of `finish`. */
  readonly limitMs?: number
  readonly limitPerObjectMs?: number
  /** For a deletion that is refused again and again. */
  readonly refusalLimitMs?: number
  /** How long a creation that was never answered may still take effect. */
  readonly settleMs?: number
}

const LIMIT_MS = 10 * 60_000
const LIMIT_PER_OBJECT_MS = 200_000
/** The limit of a call, and a little more. */
const SETTLE_MS = 35_000

export function makeFinaliser(options: FinaliserOptions): Finaliser {
  const { clock, directory, limits = {}, rhythm, runId } = options
  // A signal of its own: the run's is given just when there is most to remove.
  const ending = new AbortController()
  const journals = new Map<object, Journal>()
  const workbenches = new Map<Clearable, Promise<Leftover[]> | undefined>()

  function journalFor(cloud: object, identity: CloudIdentity): Journal {
    const known = journals.get(cloud)
    if (known !== undefined) return known
    const suffix = journals.size === 0 ? '' : String(journals.size)
    const journal = beginJournal({ directory, runId: `${runId}${suffix}`, cloud: identity, clock })
    journals.set(cloud, journal)
    return journal
  }

  function release(workbench: Clearable): void {
    if (workbenches.get(workbench) !== undefined) return
    const removal = workbench.clear({
      signal: ending.signal,
      rhythm,
      limitMs: limits.limitPerObjectMs ?? LIMIT_PER_OBJECT_MS,
      refusalLimitMs: limits.refusalLimitMs,
      settleMs: limits.settleMs ?? SETTLE_MS,
      now: clock,
    })
    workbenches.set(workbench, removal)
  }

  async function removeAll(): Promise<CleanUp> {
    const timer = setTimeout(() => ending.abort(), limits.limitMs ?? LIMIT_MS)
    try {
      for (const workbench of workbenches.keys()) release(workbench)
      const leftovers = (await Promise.all(workbenches.values())).flatMap((left) => left ?? [])
      return { leftovers }
    } finally {
      clearTimeout(timer)
      for (const journal of journals.values()) journal.close()
    }
  }

  let ended: Promise<CleanUp> | undefined
  return {
    runId,
    workbenchFor(probe, cloud, metered, signal) {
      const allowance = new Map(probe.creates.map(({ kind, most }) => [kind, most]))
      const workbench = makeWorkbench({
        cloud: metered,
        cleaner: cloud,
        journal: journalFor(cloud, cloudIdentity(cloud)),
        allowance,
        signal,
        rhythm,
      })
      workbenches.set(workbench, undefined)
      return workbench
    },
    clusterWorkbenchFor({ creates }, cluster, metered, signal) {
      const workbench = makeClusterWorkbench({
        cluster: metered,
        cleaner: cluster,
        journal: journalFor(cluster, clusterIdentity(cluster.config)),
        mostNamespaces: creates.find(({ kind }) => kind === 'namespace')?.most ?? 0,
        signal,
      })
      workbenches.set(workbench, undefined)
      return workbench
    },
    release,
    finish() {
      ended ??= removeAll()
      return ended
    },
  }
}
