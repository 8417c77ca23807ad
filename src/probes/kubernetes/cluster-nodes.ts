import { z } from 'zod'
import type { ClusterNode } from '#facts/kubernetes/cluster-facts.ts'
import { defineClusterProbe } from '../define-probe.ts'

const nodeSchema = z
  .object({
    metadata: z.object({ name: z.string().max(253), labels: z.record(z.string(), z.string()).nullish() }),
    status: z
      .object({
        nodeInfo: z.object({ kubeletVersion: z.string().max(200).optional() }).optional(),
        addresses: z.array(z.object({ type: z.string().max(100), address: z.string().max(253) })).nullish(),
      })
      .optional(),
  })
  .transform(({ metadata: { labels, name }, status }): ClusterNode => {
    const label = (key: string) => labels?.[key] ?? null
    return {
      name,
      region: label('topology.kubernetes.io/region'),
      zone: label('topology.kubernetes.io/zone'),
      isControlPlane: label('node-role.kubernetes.io/control-plane') !== null,
      kubeletVersion: status?.nodeInfo?.kubeletVersion ?? null,
      addresses: (status?.addresses ?? []).slice(0, 100),
    }
  })

/** All nodes that the credential may see. */
export const clusterNodesProbe = defineClusterProbe({
  gives: 'clusterNodes',
  from: 'kubernetes',
  cost: 'light',
  calls: ['GET /api/v1/nodes'],
  creates: [],
  effort: { lists: 1 },
  async observe({ cluster, signal }) {
    return z.array(nodeSchema).parse(await cluster.fetchList('/api/v1/nodes', { signal }))
  },
})
