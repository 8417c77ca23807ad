import { setTimeout as sleep } from 'node:timers/promises'
import type { Journal } from '#clouds/journal/journal.ts'
import { CloudError } from '#clouds/openstack/cloud-error.ts'
import type { Leftover, RemovalOptions } from '#clouds/openstack/resources/remove-recorded.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import { chooseVersion } from './choose-version.ts'
import type { WantedCluster } from './expand-branches.ts'
import type { ClusterState, OfferedVersion, Provisioner } from './provisioner.ts'

export interface ProvisionOptions {
  readonly wanted: WantedCluster
  readonly provisioner: Provisioner
  readonly journal: Journal
  /** For making the cluster. */
  readonly limitMs: number
  /** Between two looks at its state. */
  readonly pauseMs: number
  readonly removal: RemovalOptions
  /** A cluster that does not become ready stays, for whoever wants to look at it. */
  readonly keepsFailed: boolean
  readonly signal: AbortSignal
  readonly onProgress: (says: string) => void
}

export interface ProvisionedCluster {
  readonly kubeconfig: string
  /** Null for a cluster that was there already. */
  readonly version: string | null
}

/**
 * Makes one cluster of the newest supported patch of its branch, waits until it is ready, and hands out its access data.
 * One that Siegel made before is taken if it has that version, and replaced if not. If it does not become ready, it is
 * removed again.
 *
 * @throws CodedError PROVISION_VERSION_NOT_OFFERED, PROVISION_CLUSTER_FOREIGN, PROVISION_FAILED, CloudErrors
 */
export async function provisionCluster(options: ProvisionOptions): Promise<ProvisionedCluster> {
  const { journal, keepsFailed, onProgress, provisioner, signal, wanted } = options
  const before = await provisioner.status()
  if (before.phase === 'foreign') throw new CodedError('PROVISION_CLUSTER_FOREIGN', `${before.says}.`)
  if (provisioner.identity === null) return { kubeconfig: await provisioner.kubeconfig(), version: null }
  const version = await versionFor(provisioner, wanted)
  try {
    if (isUsable(before, version)) onProgress(`${wanted.name} is there already: ${before.says}`)
    else {
      if (before.phase !== 'absent') await replace(options, before)
      onProgress(`${wanted.name} is being made with Kubernetes ${version.version}`)
      await provisioner.create(version, journal)
    }
    await waitUntilReady(options)
    const kubeconfig = await provisioner.kubeconfig()
    return { kubeconfig, version: version.version }
  } catch (error) {
    // Foreign things were met, and not made.
    if (keepsFailed || (error instanceof CodedError && error.code === 'PROVISION_CLUSTER_FOREIGN')) throw error
    onProgress(`${wanted.name} is removed again`)
    const left = await removeCluster(options)
    const [first] = left
    if (first !== undefined) onProgress(`${wanted.name} could not be removed: ${first.problem}`)
    throw signal.aborted ? interrupted(wanted) : error
  }
}

/** The version to make a cluster of. Throws PROVISION_VERSION_NOT_OFFERED. */
export async function versionFor(provisioner: Provisioner, { branch, name }: WantedCluster): Promise<OfferedVersion> {
  const offered = await provisioner.listOfferedVersions()
  const version = branch === undefined ? offered.at(0) : chooseVersion(offered, branch)
  if (version !== undefined) return version
  const there = [...new Set(offered.filter(({ state }) => state === 'supported').map((one) => one.version))]
  const known = there.length === 0 ? 'It offers none at all' : `It offers ${there.slice(0, 30).join(', ')}`
  throw new CodedError(
    'PROVISION_VERSION_NOT_OFFERED',
    `${name}: no supported version of ${branch ?? 'any branch'} is offered. ${known}.`,
  )
}

/** Waits until the cluster is ready. Throws PROVISION_FAILED if that is hopeless, or takes too long. */
async function waitUntilReady({
  limitMs,
  onProgress,
  pauseMs,
  provisioner,
  signal,
  wanted,
}: ProvisionOptions): Promise<void> {
  const end = performance.now() + limitMs
  let said = ''
  for (;;) {
    const { phase, says } = await stateDespiteFaults(provisioner, end)
    if (phase === 'ready') return
    if (says !== said) onProgress(`${wanted.name}: ${says}`)
    said = says
    if (phase === 'failed' || phase === 'deleting' || phase === 'foreign') {
      throw new CodedError('PROVISION_FAILED', `${wanted.name} does not become ready: ${says}.`)
    }
    if (performance.now() >= end) {
      const minutes = Math.round(limitMs / 6_000) / 10
      throw new CodedError('PROVISION_FAILED', `${wanted.name} is not ready after ${minutes} minutes: ${says}.`)
    }
    await sleep(pauseMs, undefined, { signal })
  }
}

/** Over so long a time every server is away for a moment: only the end of the time ends the waiting. */
async function stateDespiteFaults(provisioner: Provisioner, end: number): Promise<ClusterState> {
  try {
    return await provisioner.status()
  } catch (error) {
    const isPassing =
      error instanceof CloudError && ['unreachable', 'time-out', 'provider-error'].includes(error.reason.class)
    if (!isPassing || performance.now() >= end) throw error
    return { phase: 'pending', says: error.reason.detail, version: null }
  }
}

function isUsable({ phase, version: existing }: ClusterState, { version }: OfferedVersion): boolean {
  return (phase === 'ready' || phase === 'pending') && existing === version
}

async function replace(options: ProvisionOptions, { phase, version }: ClusterState): Promise<void> {
  const { onProgress, wanted } = options
  onProgress(`${wanted.name} is replaced: it is ${phase} with ${version ?? 'an unknown version'}`)
  const [left] = await removeCluster(options)
  if (left === undefined) return
  throw new CodedError('PROVISION_FAILED', `The former cluster ${wanted.name} could not be removed: ${left.problem}`)
}

/** Removes the cluster, whoever of Siegel's runs made it, and whatever this run has created. */
async function removeCluster({ journal, provisioner, removal }: ProvisionOptions): Promise<Leftover[]> {
  const own = await provisioner.removeRecorded(journal.runId, journal.open(), removal, ({ number }) =>
    journal.gone(number),
  )
  if (own.length > 0) return own
  return provisioner
    .delete(removal)
    .catch((error): Leftover[] => [
      { kind: 'cluster', name: '', id: null, problem: error instanceof Error ? error.message : String(error) },
    ])
}

function interrupted({ name }: WantedCluster): CodedError {
  return new CodedError('PROVISION_FAILED', `${name} was not made: the run was interrupted.`)
}
