import { expandBranches, needsBranches, type WantedCluster } from '#clouds/kubernetes/provisioners/expand-branches.ts'
import { type ClustersFile, readClustersYaml } from '#clouds/kubernetes/provisioners/read-clusters-yaml.ts'
import { openPublicData, type PublicDataOptions } from '#clouds/kubernetes/public-data.ts'
import { compareBranches } from '#facts/derived/kubernetes/kubernetes-version.ts'
import { supportedBranches } from '#facts/derived/kubernetes/version-policy.ts'
import { readBranches } from '#probes/kubernetes/kubernetes-branches.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import { nearestNames } from '#vocabulary/nearest-names.ts'
import type { CommandContext } from '../command-context.ts'

/** The clusters of clusters.yaml, `auto` replaced by the branches that are supported upstream at this moment. */
export interface WantedClusters {
  readonly file: ClustersFile
  readonly clusters: readonly WantedCluster[]
}

type DataOptions = Pick<PublicDataOptions, 'cacheDirectory' | 'isOffline' | 'urls'>

/** Reads clusters.yaml. Throws coded errors of the file. */
export async function readWantedClusters(
  file: string | undefined,
  data: DataOptions,
  { clock, environment, homeDirectory, signal, workingDirectory }: CommandContext,
): Promise<WantedClusters> {
  const read = readClustersYaml({ workingDirectory, homeDirectory, file })
  let supported: readonly string[] = []
  if (needsBranches(read.entries)) {
    const publicData = openPublicData({ ...data, clock, environment, signal })
    try {
      const { branches } = await readBranches(publicData, signal)
      supported = [...(supportedBranches(branches, clock()) ?? [])].sort((a, b) => compareBranches(b, a))
    } finally {
      await publicData.close()
    }
  }
  return { file: read, clusters: expandBranches(read.entries, supported, read.path) }
}

/** Those of the given ids; an entry with several branches may be named by its own id, too. None given: all. */
export function chooseClusters(
  clusters: readonly WantedCluster[],
  ids: readonly string[],
  place: string,
): WantedCluster[] {
  if (ids.length === 0) return [...clusters]
  const known = clusters.map(({ id }) => id)
  return ids.flatMap((id) => {
    const chosen = clusters.filter((one) => one.id === id || (one.entry.config.branches && one.id.startsWith(`${id}-`)))
    if (chosen.length > 0) return chosen
    const near = nearestNames(id, known)
    throw new CodedError('PROVISION_CLUSTER_UNKNOWN', `There is no cluster ${id}; there are ${known.join(', ')}.`, {
      place,
      ...(near.length > 0 && { remedy: `Did you mean ${near.join(', ')}?` }),
    })
  })
}
