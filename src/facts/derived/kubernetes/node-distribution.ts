import type { ClusterNode } from '#facts/kubernetes/cluster-facts.ts'

type PlacedNode = Pick<ClusterNode, 'name' | 'region' | 'zone' | 'isControlPlane'>

/** What the nodes of a cluster show about their distribution (scs-0214-v2). Machines cannot be seen from inside. */
export interface NodeDistribution {
  /** Nodes that lack the label of region or zone, or have it empty. */
  readonly unlabelled: readonly string[]
  readonly controlPlaneNodes: number
  readonly controlPlaneZones: number
  readonly workers: number
  readonly workerZones: number
  /** Never PASS: that machines differ, only a declaration can say. */
  readonly verdict: 'FAIL' | 'UNDECIDED' | 'ABORT'
}

/** Looks at labels and roles of all nodes. Without nodes there is nothing to say. */
export function nodeDistribution(nodes: readonly PlacedNode[]): NodeDistribution {
  const unlabelled = nodes.filter(({ region, zone }) => !region || !zone).map(({ name }) => name)
  const zonesOf = (chosen: readonly PlacedNode[]) => new Set(chosen.flatMap(({ zone }) => zone ?? [])).size
  const controlPlane = nodes.filter(({ isControlPlane }) => isControlPlane)
  const workers = nodes.filter(({ isControlPlane }) => !isControlPlane)
  const isWrong = unlabelled.length > 0 || controlPlane.length === 1
  return {
    unlabelled,
    controlPlaneNodes: controlPlane.length,
    controlPlaneZones: zonesOf(controlPlane),
    workers: workers.length,
    workerZones: zonesOf(workers),
    verdict: nodes.length === 0 ? 'ABORT' : isWrong ? 'FAIL' : 'UNDECIDED',
  }
}
