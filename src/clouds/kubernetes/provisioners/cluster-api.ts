import { z } from 'zod'
import { conditionOf, conditionsSchema, describeCondition, isTrue } from './conditions.ts'
import type { ManagedObject, Platform } from './platform.ts'
import type { ClusterState, OfferedVersion } from './provisioner.ts'
import { readKubeconfigSecret } from './read-secret.ts'

const releaseSchema = z.object({
  metadata: z.object({ name: z.string().max(253) }),
  status: z.object({ ready: z.boolean().optional(), kubernetesVersion: z.string().max(100).optional() }).nullish(),
})
export type ClusterStackRelease = z.infer<typeof releaseSchema>

const statusSchema = z.object({
  phase: z.string().max(100).optional(),
  conditions: conditionsSchema,
})

/** Cluster API with Cluster Stacks: a cluster is a Cluster with a topology, its versions are releases of a cluster stack. */
export const CLUSTER_API: Platform = {
  group: 'cluster.x-k8s.io',
  kind: 'Cluster',
  isApplied: false,
  usualLimitMinutes: 20,
  async listOfferedVersions({ cluster, signal }) {
    const namespace = encodeURIComponent(cluster.config.namespace)
    const path = `/apis/clusterstack.x-k8s.io/v1alpha1/namespaces/${namespace}/clusterstackreleases`
    return clusterStackVersions(z.array(releaseSchema).parse(await cluster.fetchList(path, { signal })))
  },
  versionVariables: ({ release, version }) => ({
    kubernetes_version: version,
    cs_version: version,
    ...(release !== null && { cs_class_name: release }),
  }),
  stateOf: clusterState,
  kubeconfig: ({ metadata }, access) =>
    readKubeconfigSecret(access, { namespace: metadata.namespace ?? '', name: `${metadata.name}-kubeconfig` }),
}

/** The versions of Cluster Stack releases; those that are not ready yet do not count. */
export function clusterStackVersions(releases: readonly ClusterStackRelease[]): OfferedVersion[] {
  return releases.flatMap(({ metadata, status }) =>
    status?.ready === true && status.kubernetesVersion !== undefined
      ? [{ version: status.kubernetesVersion, state: 'supported' as const, release: metadata.name }]
      : [],
  )
}

/** `Available` in v1beta2, `Ready` in v1beta1. The phase only informs, says Cluster API. */
export function clusterState({ status }: Pick<ManagedObject, 'status'>): Pick<ClusterState, 'phase' | 'says'> {
  const { conditions, phase } = statusSchema.parse(status ?? {})
  const name = conditionOf(conditions, 'Available') === undefined ? 'Ready' : 'Available'
  const condition = conditionOf(conditions, name)
  if (phase === 'Deleting') return { phase: 'deleting', says: phase }
  if (isTrue(condition)) return { phase: 'ready', says: describeCondition(condition, name) }
  return { phase: 'pending', says: `${phase ?? 'not begun'}, ${describeCondition(condition, name)}` }
}
