import { z } from 'zod'
import { CloudError } from '#clouds/openstack/cloud-error.ts'
import { parseKubernetesVersion } from '#facts/derived/kubernetes/kubernetes-version.ts'
import type { EntryOf } from './clusters-schema.ts'
import { conditionOf, conditionsSchema, describeCondition, isTrue } from './conditions.ts'
import type { ManagedObject, Platform } from './platform.ts'
import type { ClusterState } from './provisioner.ts'
import { readKubeconfigSecret } from './read-secret.ts'

const statusSchema = z.object({ observedGeneration: z.int().optional(), conditions: conditionsSchema })

/** t8s of teuto.net: a cluster is a HelmRelease of a chart that is fixed on the side of the platform. */
export const T8S: Platform = {
  group: 'helm.toolkit.fluxcd.io',
  kind: 'HelmRelease',
  isApplied: true,
  usualLimitMinutes: 60,
  /** The platform lists no versions; the entry does (`versions`). */
  listOfferedVersions: async () => [],
  versionVariables: ({ version }) => ({ kubernetes_version: version }),
  stateOf: helmReleaseState,
  // Read after readiness: while a cluster is made, the secret of this name may be that of a former one.
  kubeconfig: ({ metadata }, access) =>
    readKubeconfigSecret(access, { namespace: metadata.namespace ?? '', name: `${metadata.name}-kubeconfig` }),
}

function helmReleaseState({ metadata, status }: ManagedObject): Pick<ClusterState, 'phase' | 'says'> {
  const { conditions, observedGeneration } = statusSchema.parse(status ?? {})
  const condition = conditionOf(conditions, 'Ready')
  const says = describeCondition(condition, 'Ready')
  // Readiness of a former generation says nothing about this one.
  const isCurrent = (observedGeneration ?? 0) >= (metadata.generation ?? 0)
  return { phase: isTrue(condition) && isCurrent ? 'ready' : 'pending', says }
}

/** The HelmRelease of an entry: only the values that the platform's admission policy allows. */
export function t8sManifest({ config }: EntryOf<'t8s'>, namespace: string, version: string): object {
  const parsed = parseKubernetesVersion(version)
  if (parsed === undefined) {
    throw new CloudError({ class: 'inconclusive', detail: `The version “${version}” cannot be read.` })
  }
  const { major, minor, patch } = parsed
  const { cloud, controlPlaneHosted, hrName, metadata, nodePools } = config
  return {
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name: hrName, namespace },
    spec: {
      chartRef: { kind: 'HelmChart', name: 'scs-kaas-certification', namespace: 'flux-system' },
      driftDetection: { mode: 'enabled' },
      interval: '1m',
      values: {
        cloud,
        controlPlane: { hosted: controlPlaneHosted },
        metadata: { customerName: hrName, friendlyName: hrName, ...metadata },
        nodePools,
        version: { major, minor, patch },
      },
    },
  }
}
