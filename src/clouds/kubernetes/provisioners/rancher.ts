import { z } from 'zod'
import { openKubernetes } from '#clouds/kubernetes/kubernetes-cluster.ts'
import { conditionOf, conditionsSchema, describeCondition } from './conditions.ts'
import type { ManagedObject, Platform } from './platform.ts'
import type { ClusterState } from './provisioner.ts'
import { readKubeconfigSecret } from './read-secret.ts'

const releasesSchema = z.object({ data: z.array(z.object({ version: z.string().max(100) })).max(5_000) })

const statusSchema = z.object({
  ready: z.boolean().optional(),
  observedGeneration: z.int().optional(),
  conditions: conditionsSchema,
})

/** Rancher (provisioning v2): a cluster of RKE2 or K3s, whose versions are what the user interface offers. */
export const RANCHER: Platform = {
  group: 'provisioning.cattle.io',
  kind: 'Cluster',
  isApplied: false,
  usualLimitMinutes: 30,
  async listOfferedVersions({ clock, cluster, signal, vars }) {
    // The kubeconfig leads to /k8s/clusters/local of the server, and the releases stand at its root.
    const root = openKubernetes(
      { ...cluster.config, server: new URL(cluster.config.server).origin },
      { clock, environment: {}, signal },
    )
    try {
      const distribution = vars.distribution === 'k3s' ? 'k3s' : 'rke2'
      const { data } = releasesSchema.parse(await root.fetch(`/v1-${distribution}-release/releases`, { signal }))
      return data.map(({ version }) => ({ version, state: 'supported', release: null }))
    } finally {
      await root.close()
    }
  },
  versionVariables: ({ version }) => ({ kubernetes_version: version }),
  stateOf: rancherState,
  kubeconfig: ({ metadata }, access) =>
    readKubeconfigSecret(access, { namespace: metadata.namespace ?? '', name: `${metadata.name}-kubeconfig` }),
}

function rancherState({ metadata, status }: ManagedObject): Pick<ClusterState, 'phase' | 'says'> {
  const { conditions, observedGeneration, ready } = statusSchema.parse(status ?? {})
  const isCurrent = (observedGeneration ?? 0) >= (metadata.generation ?? 0)
  const condition = conditionOf(conditions, 'Ready')
  const says = describeCondition(condition, 'Ready')
  return { phase: ready === true && isCurrent ? 'ready' : 'pending', says }
}
