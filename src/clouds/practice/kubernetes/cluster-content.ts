import type { PlatformStory } from './cluster-platforms.ts'
import { practiceReleases } from './practice-releases.ts'
import { RESOURCE_TYPES } from './resource-types.ts'

/** One object of the API, as it is sent. */
export interface ClusterObject {
  readonly metadata: {
    readonly name: string
    readonly namespace?: string
    readonly uid?: string
    readonly resourceVersion?: string
    readonly creationTimestamp?: string
    readonly labels?: Readonly<Record<string, string>>
    readonly annotations?: Readonly<Record<string, string>>
    readonly [key: string]: unknown
  }
  readonly [key: string]: unknown
}

/** How Pod Security Standards are in force. */
export type PodSecurity =
  /** Pods that violate the level baseline are refused everywhere. */
  | 'enforced'
  /** They are admitted with a warning; namespaces may choose more. */
  | 'warned'
  /** Only namespaces with a label are protected. */
  | 'by-label'
  /** The admission plugin is off. */
  | 'off'

/** Everything that a practice cluster has and may be asked about. Defects change it before the cluster starts. */
export interface ClusterContent {
  gitVersion: string
  /** By resource, such as `nodes` or `storage.k8s.io/storageclasses`. */
  readonly objects: Map<string, ClusterObject[]>
  /** Resources that discovery does not know; asking for them gives 404. */
  readonly hidden: Set<string>
  /** Resources (or paths) that nobody may read: 403. */
  readonly forbidden: Set<string>
  /** The KubeletConfiguration of each node. */
  readonly kubeletConfig: Map<string, Record<string, unknown>>
  podSecurity: PodSecurity
  /** Whether answers carry the headers of API priority and fairness. */
  hasFlowControl: boolean
  /** The largest page of a list; a larger `limit` is cut to it, and without `limit` there are no pages. */
  largestPage: number
  /** For how many days the certificate of the server is made. */
  certificateDays: number
  /** Whether volumes are bound and pods started. */
  canBindVolumes: boolean
  /** How the clusters of platforms such as Gardener come and go here. */
  platforms: PlatformStory
}

const APISERVER_FLAGS = [
  'kube-apiserver',
  '--authorization-mode=Node,RBAC',
  '--client-ca-file=/etc/kubernetes/pki/ca.crt',
  '--enable-admission-plugins=NodeRestriction,EventRateLimit',
  '--admission-control-config-file=/etc/kubernetes/admission.yaml',
  '--enable-bootstrap-token-auth=true',
  '--etcd-cafile=/etc/kubernetes/pki/etcd/ca.crt',
  '--etcd-certfile=/etc/kubernetes/pki/apiserver-etcd-client.crt',
  '--etcd-keyfile=/etc/kubernetes/pki/apiserver-etcd-client.key',
  '--etcd-servers=https://10.0.0.21:2379,https://10.0.0.22:2379,https://10.0.0.23:2379',
  '--max-mutating-requests-inflight=200',
  '--max-requests-inflight=400',
  '--min-request-timeout=1800',
  '--service-account-issuer=https://kubernetes.default.svc.cluster.local',
]

const ETCD_FLAGS = [
  'etcd',
  '--advertise-client-urls=https://10.0.0.21:2379',
  '--auto-compaction-mode=periodic',
  '--auto-compaction-retention=8h',
  '--cert-file=/etc/kubernetes/pki/etcd/server.crt',
  '--client-cert-auth=true',
  '--initial-advertise-peer-urls=https://10.0.0.21:2380',
  '--key-file=/etc/kubernetes/pki/etcd/server.key',
  '--listen-client-urls=https://127.0.0.1:2379,https://10.0.0.21:2379',
  '--listen-peer-urls=https://10.0.0.21:2380',
  '--peer-cert-file=/etc/kubernetes/pki/etcd/peer.crt',
  '--peer-client-cert-auth=true',
  '--peer-key-file=/etc/kubernetes/pki/etcd/peer.key',
  '--peer-trusted-ca-file=/etc/kubernetes/pki/etcd/ca.crt',
  '--trusted-ca-file=/etc/kubernetes/pki/etcd/ca.crt',
]

const ZONES = ['zone-a', 'zone-b', 'zone-c']

/** A cluster made by kubeadm that satisfies every testcase at this moment, as far as a cluster by itself can show it. */
export function healthyClusterContent(at: Date, nodeCount: number): ClusterContent {
  const gitVersion = practiceReleases(at).clusterVersion
  const createdAt = new Date(at.getTime() - 10 * 86_400_000).toISOString().replace(/\.\d+Z$/, 'Z')
  const nodes = healthyNodes(gitVersion, Math.max(nodeCount, 6))
  const objects = new Map<string, ClusterObject[]>(RESOURCE_TYPES.map(({ key }) => [key, []]))
  const put = (key: string, ...items: ClusterObject[]) => objects.set(key, items)
  put('nodes', ...nodes)
  put('namespaces', ...['default', 'kube-node-lease', 'kube-public', 'kube-system'].map(namespaceOf))
  put('pods', ...controlPlanePods(nodes.slice(0, 3).map(({ metadata }) => metadata.name)))
  put('storage.k8s.io/storageclasses', storageClass('fast', true), storageClass('plain', false))
  put('gateway.networking.k8s.io/gatewayclasses', {
    metadata: { name: 'practice' },
    spec: { controllerName: 'gateway.practice.test/controller' },
    status: { conditions: [{ type: 'Accepted', status: 'True' }] },
  })
  put('networking.k8s.io/ingressclasses', {
    metadata: { name: 'practice', annotations: { 'ingressclass.kubernetes.io/is-default-class': 'true' } },
    spec: { controller: 'ingress.practice.test/controller' },
  })
  put('flowcontrol.apiserver.k8s.io/prioritylevelconfigurations', {
    metadata: { name: 'system' },
    spec: { type: 'Limited' },
  })
  put('discovery.k8s.io/endpointslices', {
    metadata: { name: 'kubernetes', namespace: 'default', labels: { 'kubernetes.io/service-name': 'kubernetes' } },
    addressType: 'IPv4',
    endpoints: [{ addresses: ['10.0.0.11', '10.0.0.12', '10.0.0.13'], conditions: { ready: true } }],
    ports: [{ name: 'https', port: 6443, protocol: 'TCP' }],
  })
  for (const items of objects.values()) items.splice(0, items.length, ...items.map((item) => dated(item, createdAt)))
  return {
    gitVersion,
    objects,
    hidden: new Set(),
    forbidden: new Set(),
    kubeletConfig: new Map(nodes.map(({ metadata }) => [metadata.name, healthyKubeletConfig()])),
    podSecurity: 'enforced',
    hasFlowControl: true,
    largestPage: 500,
    certificateDays: 365,
    canBindVolumes: true,
    platforms: { looksUntilReady: 3, looksUntilGone: 2, trouble: 'none', looks: new Map() },
  }
}

function dated(item: ClusterObject, creationTimestamp: string): ClusterObject {
  return { ...item, metadata: { creationTimestamp, ...item.metadata } }
}

function namespaceOf(name: string): ClusterObject {
  return { metadata: { name, labels: { 'kubernetes.io/metadata.name': name } }, status: { phase: 'Active' } }
}

function healthyNodes(gitVersion: string, count: number): ClusterObject[] {
  return Array.from({ length: count }, (_, index) => {
    const isControlPlane = index < 3
    const name = isControlPlane ? `control-${index + 1}` : `worker-${index - 2}`
    return {
      metadata: {
        name,
        labels: {
          'kubernetes.io/hostname': name,
          'topology.kubernetes.io/region': 'practice',
          'topology.kubernetes.io/zone': ZONES[index % 3] ?? '',
          ...(isControlPlane && { 'node-role.kubernetes.io/control-plane': '' }),
        },
      },
      spec: isControlPlane ? { taints: [{ key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }] } : {},
      status: {
        addresses: [
          { type: 'InternalIP', address: `10.0.${isControlPlane ? 0 : 1 + (index >> 8)}.${11 + (index % 200)}` },
          { type: 'Hostname', address: name },
        ],
        conditions: [{ type: 'Ready', status: 'True' }],
        nodeInfo: {
          architecture: 'amd64',
          containerRuntimeVersion: 'containerd://2.1.4',
          kernelVersion: '6.12.0',
          kubeletVersion: gitVersion,
          operatingSystem: 'linux',
          osImage: 'Practice Linux',
        },
      },
    }
  })
}

function controlPlanePods(nodes: readonly string[]): ClusterObject[] {
  return nodes.flatMap((node) => [
    controlPlanePod('kube-apiserver', node, APISERVER_FLAGS),
    controlPlanePod('etcd', node, ETCD_FLAGS),
  ])
}

function controlPlanePod(component: string, node: string, command: readonly string[]): ClusterObject {
  return {
    metadata: {
      name: `${component}-${node}`,
      namespace: 'kube-system',
      labels: { component, tier: 'control-plane' },
    },
    spec: { nodeName: node, containers: [{ name: component, image: `registry.k8s.io/${component}`, command }] },
    status: { phase: 'Running' },
  }
}

function storageClass(name: string, isDefault: boolean): ClusterObject {
  return {
    metadata: { name, annotations: isDefault ? { 'storageclass.kubernetes.io/is-default-class': 'true' } : {} },
    provisioner: 'cinder.csi.openstack.org',
    reclaimPolicy: 'Delete',
    volumeBindingMode: 'WaitForFirstConsumer',
    allowVolumeExpansion: true,
  }
}

function healthyKubeletConfig(): Record<string, unknown> {
  return {
    authentication: { anonymous: { enabled: false }, webhook: { enabled: true } },
    authorization: { mode: 'Webhook' },
    readOnlyPort: 0,
    rotateCertificates: true,
    serverTLSBootstrap: true,
  }
}
