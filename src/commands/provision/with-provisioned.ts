import { CodedError } from '#vocabulary/coded-error.ts'
import { type ClusterOptions, publicDataOptions } from '../check/cluster-options.ts'
import type { CommandContext } from '../command-context.ts'
import { makeCluster, removeCluster } from './make-cluster.ts'
import { chooseClusters, readWantedClusters } from './wanted-clusters.ts'

/**
 * Makes the cluster of a subject, lets `work` be done with its kubeconfig, and removes it again, whatever happened. One
 * that is there already is no exception, as only Siegel's are taken.
 *
 * @throws CodedErrors of clusters.yaml and PROVISION_…
 */
export async function withProvisioned(
  options: ClusterOptions & { readonly subject: string },
  context: CommandContext,
  work: (kubeconfig: string) => Promise<void>,
): Promise<void> {
  const { clusters, file } = await readWantedClusters(options.clusters, publicDataOptions(options, context), context)
  const [wanted, ...more] = chooseClusters(clusters, [options.subject], file.path)
  if (wanted === undefined || more.length > 0) {
    const names = [wanted, ...more].map((one) => one?.id).join(', ')
    throw new CodedError('PROVISION_CLUSTER_UNKNOWN', `${options.subject} stands for several clusters: ${names}.`, {
      remedy: 'Name one of them as --subject.',
    })
  }
  const make = {
    folder: file.folder,
    keepsFailed: false,
    pauseSeconds: options.poll ?? USUAL_POLL_SECONDS,
    onProgress: (says: string) => context.stderr.write(`siegel: ${says}\n`),
  }
  const kubeconfig = await makeCluster(wanted, make, context)
  try {
    await work(kubeconfig)
  } finally {
    if (options.keepCluster)
      make.onProgress(`${wanted.name} stays; remove it with \`siegel provision delete ${wanted.id}\``)
    else await removeCluster(wanted, make, context)
  }
}

const USUAL_POLL_SECONDS = 30
