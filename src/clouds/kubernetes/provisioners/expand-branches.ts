import { CodedError } from '#vocabulary/coded-error.ts'
import type { ClusterEntry } from './clusters-schema.ts'

/** One cluster of clusters.yaml. */
export interface WantedCluster {
  /** Equals the name of its subject. */
  readonly id: string
  readonly entry: ClusterEntry
  /** As the platform is to know it. */
  readonly name: string
  /** Undefined where the entry has none, as for clusters that are there already. */
  readonly branch: string | undefined
}

/**
 * The clusters of all entries: an entry with `branches` stands for one cluster of each, with `-1.36` after its id and
 * `-1-36` after its name. `supported` are the branches for which `auto` stands.
 *
 * @throws CodedError PROVISION_CONFIG_INVALID for an id that can be no name, two clusters of one id, or a missing version
 */
export function expandBranches(
  entries: ReadonlyMap<string, ClusterEntry>,
  supported: readonly string[],
  place: string,
): WantedCluster[] {
  const clusters = [...entries].flatMap(([id, entry]) => clustersOf(id, entry, supported, place))
  const ids = new Set<string>()
  for (const { id } of clusters) {
    if (ids.has(id)) throw invalid(`there are two clusters of the id ${id}`, place)
    ids.add(id)
  }
  return clusters
}

function clustersOf(id: string, entry: ClusterEntry, supported: readonly string[], place: string): WantedCluster[] {
  const { branches, kubernetesVersion, name } = entry.config
  if (branches === undefined) {
    const known =
      entry.kind === 'static' || entry.kind === 'kind' ? kubernetesVersion : (kubernetesVersion ?? missing(id, place))
    return [{ id, entry, name: nameOf(id, name, entry, place), branch: known }]
  }
  const wanted = [...new Set(branches.flatMap((branch) => (branch === 'auto' ? supported : [branch])))]
  if (wanted.length === 0) throw invalid(`${id}: no supported branch is known for auto`, place)
  return wanted.map((branch) => ({
    id: `${id}-${branch}`,
    entry,
    name: `${nameOf(id, name, entry, place)}${entry.kind === 't8s' ? '' : `-${branch.replace('.', '-')}`}`,
    branch,
  }))
}

/** Whether `auto` occurs, so that the supported branches have to be known. */
export function needsBranches(entries: ReadonlyMap<string, ClusterEntry>): boolean {
  return [...entries.values()].some(({ config }) => config.branches?.includes('auto'))
}

function nameOf(id: string, name: string | undefined, entry: ClusterEntry, place: string): string {
  if (entry.kind === 't8s') return entry.config.hrName
  const chosen = name ?? id
  if (/^[a-z]([-a-z0-9]{0,38}[a-z0-9])?$/.test(chosen)) return chosen
  throw invalid(
    `${id} can be no name of a cluster: give the entry a name, such as ${id.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`,
    place,
  )
}

function missing(id: string, place: string): never {
  throw invalid(`${id} needs kubernetesVersion or branches`, place)
}

function invalid(problem: string, place: string): CodedError {
  return new CodedError('PROVISION_CONFIG_INVALID', `${problem}.`, { place })
}
