import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { CLUSTER_FACTS, FACT_SCHEMAS } from '#facts/facts.ts'
import type { ConformanceTest } from '#facts/kubernetes/conformance-run.ts'
import type { TestcaseId } from '#vocabulary/testcase-id.ts'
import { type ClusterDraft, healthyCluster } from './healthy-cluster.ts'
import { decidableTestcases, notPassed } from './judge-everything.ts'

const AT = new Date('2026-08-09T00:00:00Z')

/** What a cluster by itself can never prove. */
const ONLY_DECLARED = 'siegel-0214-node-distribution'
/** They recommend only, and never fail. */
const RECOMMENDING = ['siegel-0219-admin-network-policies', 'siegel-0219-gateway-api']

/** Takes flags away from a component, or exchanges them. */
function flags(component: string, pattern: RegExp, ...instead: string[]) {
  return (facts: ClusterDraft): void => {
    facts.controlPlaneProcesses = facts.controlPlaneProcesses.map((one) =>
      one.component === component
        ? { ...one, flags: [...one.flags.filter((flag) => !pattern.test(flag)), ...instead] }
        : one,
    )
  }
}

function kubelets(changes: Partial<ClusterDraft['kubeletSettings'][number]>) {
  return (facts: ClusterDraft): void => {
    facts.kubeletSettings = facts.kubeletSettings.map((one, index) => (index === 3 ? { ...one, ...changes } : one))
  }
}

function changeTest(pattern: RegExp, changes: Partial<ConformanceTest>) {
  return ({ conformanceRun }: ClusterDraft): void => {
    conformanceRun.tests = conformanceRun.tests.map((one) => (pattern.test(one.name) ? { ...one, ...changes } : one))
  }
}

const api = 'kube-apiserver'

/** A sentence, what is changed, and which testcases must fail, no others. */
const MUTATIONS: [name: string, apply: (facts: ClusterDraft) => void, ...red: TestcaseId[]][] = [
  ['a patch is overdue', (f) => (f.kubernetesVersion = { gitVersion: 'v1.36.0' }), 'version-policy-check'],
  ['the branch has ended', (f) => (f.kubernetesVersion = { gitVersion: 'v1.30.14' }), 'version-policy-check'],
  ['a supported branch is not offered', (f) => f.offeredClusters.splice(2, 1), 'siegel-0210-offered-branches'],
  [
    'a node has no zone',
    (f) =>
      (f.clusterNodes[3] = {
        name: 'w',
        isControlPlane: false,
        region: 'r',
        zone: null,
        kubeletVersion: null,
        addresses: [],
      }),
    ONLY_DECLARED,
  ],
  ['there is one control-plane node', (f) => f.clusterNodes.splice(0, 2), ONLY_DECLARED],
  ['no class is the default', (f) => (f.storageClasses = []), 'siegel-0211-default-class', 'siegel-0211-volume'],
  [
    'a volume can only be read',
    (f) => (f.storageTrial = { ...f.storageTrial, volume: { accessModes: ['ReadOnlyMany'], isNodeBound: false } }),
    'siegel-0211-volume',
  ],
  ['a conformance test fails', changeTest(/submitted/, { status: 'failed' }), 'cncf-k8s-conformance'],
  ['a network policy has no effect', changeTest(/NetworkPolicy/, { status: 'failed' }), 'kaas-networking-check'],
  ['requests have no limit', flags(api, /max-requests-inflight/), 'siegel-0215-request-limits'],
  ['changes have no limit', flags(api, /max-mutating/), 'siegel-0215-request-limits'],
  ['the shortest time-out is not set', flags(api, /min-request/), 'siegel-0215-request-limits'],
  [
    'events are not limited',
    flags(api, /enable-admission/, '--enable-admission-plugins=NodeRestriction'),
    'siegel-0215-event-rate-limit',
  ],
  ['the limit of events is not configured', flags(api, /admission-control/), 'siegel-0215-event-rate-limit'],
  [
    'etcd compacts by revision',
    flags('etcd', /compaction-mode/, '--auto-compaction-mode=revision'),
    'siegel-0215-etcd-compaction',
  ],
  ['etcd keeps a day', flags('etcd', /retention/, '--auto-compaction-retention=24h'), 'siegel-0215-etcd-compaction'],
  [
    'the certificate is for ten years',
    (f) =>
      (f.apiServerEndpoint = {
        ...f.apiServerEndpoint,
        certificate: { answered: true, notBefore: '2026-01-01T00:00:00Z', notAfter: '2036-01-01T00:00:00Z' },
      }),
    'siegel-0215-certificate-rotation',
  ],
  ['a kubelet does not renew', kubelets({ rotatesCertificates: false }), 'siegel-0215-certificate-rotation'],
  [
    'a request waits for days',
    (f) => f.pendingCertificateRequests.push({ name: 'x', createdAt: '2026-08-01T00:00:00Z' }),
    'siegel-0215-certificate-rotation',
  ],
  ['a kubelet answers anybody', kubelets({ anonymous: true }), 'siegel-0217-kubelet-authentication'],
  [
    'a kubelet does not say whether it answers anybody',
    kubelets({ anonymous: null }),
    'siegel-0217-kubelet-authentication',
  ],
  ['a kubelet allows everything', kubelets({ authorizationMode: 'AlwaysAllow' }), 'siegel-0217-kubelet-authorization'],
  [
    'a kubelet can be reached from outside',
    (f) => f.publicPorts.push({ host: 'w1', address: '198.100.1.1', port: 10_250, state: 'open' }),
    'siegel-0217-ports',
  ],
  [
    'the API server speaks plain HTTP',
    (f) => (f.apiServerEndpoint = { ...f.apiServerEndpoint, isHttps: false }),
    'siegel-0217-https',
  ],
  [
    'nodes may do anything',
    flags(api, /enable-admission/, '--enable-admission-plugins=EventRateLimit'),
    'siegel-0217-node-restriction',
  ],
  [
    'everything is authorised',
    flags(api, /authorization-mode/, '--authorization-mode=AlwaysAllow'),
    'siegel-0217-authorization-modes',
  ],
  [
    'nodes are not authorised as nodes',
    flags(api, /authorization-mode/, '--authorization-mode=RBAC'),
    'siegel-0217-authorization-modes',
  ],
  ['there is one way to authenticate', flags(api, /client-ca/), 'siegel-0217-authentication-methods'],
  ['service accounts have no issuer', flags(api, /service-account/), 'siegel-0217-authentication-methods'],
  ['etcd takes clients without certificate', flags('etcd', /--client-cert-auth/), 'siegel-0217-etcd-tls'],
  [
    'etcd takes peers without certificate',
    flags('etcd', /peer-client-cert-auth/, '--peer-client-cert-auth=false'),
    'siegel-0217-etcd-tls',
  ],
  [
    'etcd listens without TLS',
    flags('etcd', /listen-client/, '--listen-client-urls=http://10.0.0.1:2379'),
    'siegel-0217-etcd-tls',
  ],
  ['the API server shows etcd no certificate', flags(api, /etcd-certfile/), 'siegel-0217-etcd-client'],
  [
    'privileged pods are admitted',
    (f) => (f.podSecurityTrial = { ...f.podSecurityTrial, unlabelled: { outcome: { kind: 'done' }, warnings: [] } }),
    'siegel-0217-pod-security',
  ],
]

describe('a healthy cluster', () => {
  test('has every fact, and each fits its schema', () => {
    const facts = healthyCluster()
    assert.deepEqual(Object.keys(facts).sort(), [...CLUSTER_FACTS].sort())
    for (const name of CLUSTER_FACTS) FACT_SCHEMAS[name].parse(facts[name])
  })

  test('passes everything but what only a declaration proves', () => {
    assert.deepEqual([...notPassed(healthyCluster(), AT).keys()], [ONLY_DECLARED])
  })
})

describe('a cluster with one seeded defect', () => {
  test('is found out by every testcase at least once', () => {
    const red = new Set(MUTATIONS.flatMap(([, , ...ids]) => ids))
    const never = decidableTestcases(healthyCluster()).filter(({ id }) => !red.has(id) && !RECOMMENDING.includes(id))
    assert.deepEqual(
      never.map(({ id }) => id),
      [],
    )
  })

  for (const [name, apply, ...red] of MUTATIONS) {
    test(name, () => {
      const facts = healthyCluster()
      apply(facts)
      assert.notDeepEqual(facts, healthyCluster(), 'nothing was changed')
      const failed = [...notPassed(facts, AT)].filter(([, { verdict }]) => verdict === 'FAIL').map(([id]) => id)
      assert.deepEqual(failed.sort(), [...red].sort())
    })
  }
})

describe('where the control plane is hosted', () => {
  test('nothing of it passes, and nothing fails', () => {
    const facts = { ...healthyCluster(), controlPlaneProcesses: [], kubeletSettings: [], publicPorts: [] }
    const judged = [...notPassed(facts, AT)]
    assert.deepEqual(
      judged.filter(([, { verdict }]) => verdict === 'FAIL'),
      [],
    )
    assert.ok(judged.length >= 12, `${judged.length}`)
  })
})
