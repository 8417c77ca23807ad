import type { Journal } from '#clouds/journal/journal.ts'
import { journalDirectory } from '#clouds/journal/journal-directory.ts'
import type { CloudIdentity, RecordedObject } from '#clouds/journal/journal-record.ts'
import { takeLeftJournals } from '#clouds/journal/left-journals.ts'
import { clusterIdentity, removeNamespaces } from '#clouds/kubernetes/cluster-workbench.ts'
import { connectKubernetes } from '#clouds/kubernetes/kubernetes-cluster.ts'
import { PROVISIONED, removeProvisioned } from '#clouds/kubernetes/provisioners/remove-provisioned.ts'
import type { Leftover, RemovalOptions } from '#clouds/openstack/resources/remove-recorded.ts'
import { printable } from '#suite/print/printable.ts'
import { type ClusterOptions, clusterConfig, publicDataOptions } from '../check/cluster-options.ts'
import type { CommandContext } from '../command-context.ts'
import { openProvisioner, removalOptions } from '../provision/make-cluster.ts'
import { readWantedClusters } from '../provision/wanted-clusters.ts'

export interface CleanClustersOptions extends Pick<ClusterOptions, 'kubeconfig' | 'context'> {
  /** A file of clusters, whose platforms are cleaned. */
  readonly clusters?: string
  readonly dryRun?: true
  /** Seconds in which a creation may still take effect. */
  readonly grace: number
  readonly poll: number
}

type Remove = (
  runId: string,
  objects: readonly RecordedObject[],
  removal: RemovalOptions,
  onGone: (object: RecordedObject) => void,
) => Promise<Leftover[]>

/** Removes what killed runs have left in one cluster: namespaces of probes, and clusters if it manages some. */
export async function cleanCluster(options: CleanClustersOptions, context: CommandContext): Promise<void> {
  const { clock, environment, signal } = context
  const config = clusterConfig(options, context)
  const cluster = await connectKubernetes(config, { clock, environment, signal })
  const remove: Remove = async (runId, objects, removal, onGone) => {
    const isCluster = ({ kind }: RecordedObject) => kind === PROVISIONED
    const namespaces = objects.filter((object) => !isCluster(object))
    return [
      ...(await removeProvisioned(cluster, runId, objects.filter(isCluster), removal, onGone)),
      ...(await removeNamespaces(cluster, namespaces, removal, onGone)),
    ]
  }
  try {
    report(await finishJournals(clusterIdentity(config), remove, options, context), context)
  } finally {
    await cluster.close()
  }
}

/** Removes the clusters that killed runs have left on the platforms of clusters.yaml. */
export async function cleanPlatforms(options: CleanClustersOptions, context: CommandContext): Promise<void> {
  const { clusters, file } = await readWantedClusters(options.clusters, publicDataOptions({}, context), context)
  const done = new Set<string>()
  let left = 0
  for (const wanted of clusters) {
    const provisioner = openProvisioner(wanted, file.folder, context)
    try {
      const key = JSON.stringify(provisioner.identity)
      if (provisioner.identity === null || done.has(key)) continue
      done.add(key)
      left += await finishJournals(provisioner.identity, provisioner.removeRecorded, options, context)
    } finally {
      await provisioner.close()
    }
  }
  report(left, context)
}

/** Returns how much is left. */
async function finishJournals(
  identity: CloudIdentity,
  remove: Remove,
  { dryRun, grace, poll }: CleanClustersOptions,
  { clock, environment, homeDirectory, stderr, stdout }: CommandContext,
): Promise<number> {
  const { journals, problems, runningIds } = takeLeftJournals(
    journalDirectory(environment, homeDirectory),
    identity,
    clock,
  )
  for (const problem of problems) stderr.write(`siegel: ${problem.message} (${problem.place})\n`)
  if (runningIds.length > 0) stderr.write(`siegel: runs still going on, left alone: ${runningIds.join(', ')}\n`)
  let left = problems.length
  try {
    for (const journal of journals) {
      const objects = journal.open()
      stdout.write(`Run ${journal.runId}: ${objects.length} objects may be left\n`)
      if (dryRun) {
        for (const { kind, name } of objects) stdout.write(`  would remove ${kind} ${printable(name)}\n`)
        left += objects.length
      } else left += await finish(journal, objects, remove, removalOptions(poll, clock, grace * 1_000), stdout)
    }
  } finally {
    for (const journal of journals) journal.close()
  }
  return left
}

async function finish(
  journal: Journal,
  objects: readonly RecordedObject[],
  remove: Remove,
  removal: RemovalOptions,
  stdout: CommandContext['stdout'],
): Promise<number> {
  const leftovers = await remove(journal.runId, objects, removal, ({ kind, name, number }) => {
    journal.gone(number)
    stdout.write(`  gone: ${kind} ${printable(name)}\n`)
  })
  for (const { kind, name, problem } of leftovers)
    stdout.write(`  left: ${kind} ${printable(name)}: ${printable(problem)}\n`)
  return leftovers.length
}

function report(left: number, { exit, stdout }: CommandContext): void {
  if (left === 0) stdout.write('Nothing is left.\n')
  else exit(2)
}
