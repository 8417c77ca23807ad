import type { ConformanceSource } from '#clouds/kubernetes/conformance/conformance-source.ts'
import { connectKubernetes, type KubernetesCluster } from '#clouds/kubernetes/kubernetes-cluster.ts'
import type { KubernetesConfig } from '#clouds/kubernetes/kubernetes-config.ts'
import { openPublicData, type PublicDataOptions } from '#clouds/kubernetes/public-data.ts'
import { type EndpointIdentity, endpointIdentity } from '#clouds/openstack/endpoint-identity.ts'
import { connectOpenStack } from '#clouds/openstack/openstack-cloud.ts'
import type { OpenStackConfig } from '#clouds/openstack/openstack-config.ts'
import type { OtherCluster } from '#probes/define-probe.ts'
import type { AbortReason } from '#vocabulary/abort-reason.ts'
import type { Clock } from '#vocabulary/clock.ts'
import type { CodedError } from '#vocabulary/coded-error.ts'
import type { GatherOptions } from './gather.ts'
import { judgeRoles } from './preflight.ts'

/** What only runs against Kubernetes clusters have to know. */
export interface KubernetesRun extends Pick<PublicDataOptions, 'cacheDirectory' | 'isOffline' | 'urls'> {
  /** The other clusters of the same offering. */
  readonly others: readonly KubernetesConfig[]
  readonly conformance: ConformanceSource
}

export interface SubjectOptions {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly clock: Clock
  readonly signal: AbortSignal
  readonly timeLimitMs?: number
  readonly kubernetes?: KubernetesRun | undefined
}

/** A subject to which one is connected, of whatever kind. */
export interface ConnectedSubject {
  /** What the probes ask. */
  readonly means: Pick<GatherOptions, 'openstack' | 'kubernetes'>
  /** One phrase about who one is there. */
  readonly greeting: string
  /** Why nothing may be observed all the same. */
  readonly refusal?: { readonly error: CodedError; readonly reason: AbortReason }
  readonly endpoint: EndpointIdentity
  callCount(): number
  close(): Promise<void>
}

/** Connects to a cloud or a cluster. Throws a CloudError if that is not possible. */
export function connectSubject(
  config: OpenStackConfig | KubernetesConfig,
  options: SubjectOptions,
): Promise<ConnectedSubject> {
  return 'kind' in config ? connectCluster(config, options) : connectCloud(config, options)
}

async function connectCloud(config: OpenStackConfig, options: SubjectOptions): Promise<ConnectedSubject> {
  const cloud = await connectOpenStack(config, options)
  const { refusal } = judgeRoles(cloud.roles)
  return {
    means: { openstack: cloud },
    greeting: `as ${cloud.user.name}, roles ${[...cloud.roles].sort().join(', ')}`,
    ...(refusal !== undefined && { refusal }),
    endpoint: endpointIdentity(cloud),
    callCount: () => cloud.calls.length,
    close: () => cloud.close(),
  }
}

async function connectCluster(config: KubernetesConfig, options: SubjectOptions): Promise<ConnectedSubject> {
  const { clock, environment, kubernetes, signal } = options
  if (kubernetes === undefined) throw new TypeError('a run against a cluster needs to know where public data is')
  const cluster = await connectKubernetes(config, options)
  const publicData = openPublicData({ ...kubernetes, clock, environment, signal })
  const otherClusters = kubernetes.others.map(
    (other): OtherCluster => ({ name: other.name, connect: () => connectKubernetes(other, options) }),
  )
  return {
    means: { kubernetes: { cluster, publicData, otherClusters, environment, conformance: kubernetes.conformance } },
    greeting: `context ${config.name}`,
    endpoint: clusterEndpoint(cluster),
    callCount: () => cluster.calls.length + publicData.requestCount,
    async close() {
      await Promise.all([cluster.close(), publicData.close()])
    },
  }
}

function clusterEndpoint({ config, http }: KubernetesCluster): EndpointIdentity {
  const url = new URL(config.server)
  return { authOrigin: url.origin, region: null, tlsKeySha256: http.tlsKeyOf(url) ?? null }
}
