import type { ClusterFactName, Facts } from '#facts/facts.ts'

/** Facts of a cluster that may be changed. */
export type ClusterDraft = { -readonly [Name in ClusterFactName]: Facts[Name] }

const CONFORMANCE_TEST = '[sig-node] Pods should be submitted and removed [NodeConformance] [Conformance]'
const SERIAL_TEST = '[sig-apps] Daemon set [Serial] should rollback without unnecessary restarts [Conformance]'
const POLICY_TEST = '[sig-network] Netpol NetworkPolicy between server and client should deny egress from pods'

const AS_OF = { asOf: '2026-08-08T23:00:00Z', from: 'https://example.org', problem: null }

/** All facts of a kubeadm cluster that passes whatever a cluster can pass, on 2026-08-09. */
export function healthyCluster(): ClusterDraft {
  const node = (name: string, zone: string, isControlPlane: boolean) => ({
    name,
    region: 'r',
    zone,
    isControlPlane,
    kubeletVersion: 'v1.36.1',
    addresses: [{ type: 'ExternalIP', address: '198.100.1.1' }],
  })
  const kubelet = (name: string) => ({
    node: name,
    anonymous: false,
    authorizationMode: 'Webhook',
    readOnlyPort: 0,
    rotatesCertificates: true,
  })
  return {
    kubernetesVersion: { gitVersion: 'v1.36.1' },
    kubernetesReleases: {
      ...AS_OF,
      reachesBack: true,
      releases: [
        { version: '1.36.0', publishedAt: '2026-04-22T00:00:00Z' },
        { version: '1.36.1', publishedAt: '2026-06-09T00:00:00Z' },
      ],
    },
    kubernetesBranches: {
      ...AS_OF,
      branches: [
        { branch: '1.36', releasedOn: '2026-04-22', endOfLife: '2027-06-28' },
        { branch: '1.35', releasedOn: '2025-12-17', endOfLife: '2027-02-28' },
        { branch: '1.34', releasedOn: '2025-08-27', endOfLife: '2026-10-27' },
      ],
    },
    kubernetesCves: { ...AS_OF, critical: [], unread: [], unusable: [], olderThanBranch: 60 },
    offeredClusters: ['v1.36.1', 'v1.35.9', 'v1.34.8'].map((gitVersion) => ({
      context: gitVersion,
      version: { known: true, gitVersion },
    })),
    clusterNodes: [node('c1', 'a', true), node('c2', 'b', true), node('c3', 'c', true), node('w1', 'a', false)],
    storageClasses: [{ name: 'fast', isDefault: true, provisioner: 'cinder.csi.openstack.org' }],
    storageTrial: {
      create: { kind: 'done' },
      podPhase: 'Running',
      claimPhase: 'Bound',
      volume: { accessModes: ['ReadWriteOnce'], isNodeBound: false },
    },
    controlPlaneProcesses: [
      {
        pod: 'kube-apiserver-c1',
        component: 'kube-apiserver',
        flags: [
          'kube-apiserver',
          '--authorization-mode=Node,RBAC',
          '--client-ca-file=/ca.crt',
          '--enable-admission-plugins=EventRateLimit,NodeRestriction',
          '--admission-control-config-file=/admission.yaml',
          '--etcd-cafile=/ca.crt',
          '--etcd-certfile=/etcd.crt',
          '--etcd-keyfile=/etcd.key',
          '--etcd-servers=https://10.0.0.1:2379',
          '--max-mutating-requests-inflight=200',
          '--max-requests-inflight=400',
          '--min-request-timeout=1800',
          '--service-account-issuer=https://kubernetes.default.svc',
        ],
      },
      {
        pod: 'etcd-c1',
        component: 'etcd',
        flags: [
          'etcd',
          '--auto-compaction-mode=periodic',
          '--auto-compaction-retention=8h',
          '--cert-file=/s.crt',
          '--client-cert-auth=true',
          '--key-file=/s.key',
          '--listen-client-urls=https://127.0.0.1:2379',
          '--peer-cert-file=/p.crt',
          '--peer-client-cert-auth=true',
          '--peer-key-file=/p.key',
        ],
      },
    ],
    kubeletSettings: ['c1', 'c2', 'c3', 'w1'].map(kubelet),
    podSecurityTrial: {
      namespace: { kind: 'done' },
      unlabelled: {
        outcome: { kind: 'refused', status: 403, message: 'violates PodSecurity "baseline:latest"' },
        warnings: [],
      },
      labelled: null,
    },
    publicPorts: [{ host: 'w1', address: '198.100.1.1', port: 10_250, state: 'closed' }],
    apiServerEndpoint: {
      origin: 'https://k.example.org:6443',
      isHttps: true,
      certificate: { answered: true, notBefore: '2026-01-01T00:00:00Z', notAfter: '2027-01-01T00:00:00Z' },
    },
    pendingCertificateRequests: [],
    flowControl: { levels: 8, hasHeaders: true },
    networkingApis: {
      resources: [
        'policy.networking.k8s.io/v1alpha2/clusternetworkpolicies',
        ...['gatewayclasses', 'gateways', 'httproutes'].map((name) => `gateway.networking.k8s.io/v1/${name}`),
      ],
      gatewayClasses: [{ name: 'g', isAccepted: true }],
      ingressClasses: [{ name: 'i', isDefault: true }],
    },
    networkPlugins: ['calico'],
    conformanceRun: {
      origin: 'imported',
      sources: [],
      kubernetesVersion: 'v1.36.1',
      startedAt: '2026-08-01T00:00:00Z',
      isDryRun: false,
      tests: [CONFORMANCE_TEST, SERIAL_TEST, POLICY_TEST].map((name) => ({
        name,
        status: 'passed',
        isRetried: false,
        reason: null,
      })),
      problems: [],
    },
    conformanceTests: { branch: '1.36', from: 'shipped', names: [CONFORMANCE_TEST, SERIAL_TEST] },
  }
}
