import { CodedError } from '#vocabulary/coded-error.ts'
import { nearestNames } from '#vocabulary/nearest-names.ts'
import { jsonAnswer } from '../practice-exchange.ts'
import type { ClusterContent, ClusterObject } from './cluster-content.ts'
import type { ClusterDefect, ClusterFault } from './cluster-defect.ts'
import { practiceReleases } from './practice-releases.ts'
import { statusAnswer } from './status-answer.ts'

const DAY_MS = 86_400_000

function changeObjects(content: ClusterContent, key: string, change: (object: ClusterObject) => ClusterObject): void {
  content.objects.set(key, (content.objects.get(key) ?? []).map(change))
}

function withoutLabel(object: ClusterObject, label: string): ClusterObject {
  const { [label]: _, ...labels } = object.metadata.labels ?? {}
  return { ...object, metadata: { ...object.metadata, labels } }
}

/** Changes the command of the containers of a component of the control plane. */
function changeFlags(content: ClusterContent, component: string, change: (flag: string) => string[]): void {
  changeObjects(content, 'pods', (pod) => {
    if (pod.metadata.labels?.component !== component) return pod
    const spec = pod.spec as { containers: { command: string[] }[] }
    const containers = spec.containers.map((one) => ({ ...one, command: one.command.flatMap(change) }))
    return { ...pod, spec: { ...spec, containers } }
  })
}

function withoutFlag(name: string): (flag: string) => string[] {
  return (flag) => (flag.startsWith(`--${name}=`) ? [] : [flag])
}

function onPath(pattern: RegExp, answer: ReturnType<ClusterFault>): ClusterFault {
  return ({ url }, proceed) => (pattern.test(url.pathname) ? answer : proceed())
}

/** Every named defect of a practice cluster. */
export const CLUSTER_DEFECTS: readonly ClusterDefect[] = [
  {
    name: 'patch-overdue',
    description: 'the cluster runs the first patch of its branch although newer ones are months old',
    breaks: ['version-policy-check'],
    aborts: null,
    apply({ content, data }) {
      content.gitVersion = `v${practiceReleases(data.at).branches[1]?.releases[1]?.version}`
    },
  },
  {
    name: 'vendor-suffix',
    description: 'the version carries a suffix of its vendor, which changes nothing',
    breaks: [],
    aborts: null,
    apply({ content }) {
      content.gitVersion += '+k3s1'
    },
  },
  {
    name: 'branch-past-end-of-life',
    description: 'the branch of the cluster has reached its end of life',
    breaks: ['version-policy-check'],
    aborts: null,
    apply({ content, data }) {
      content.gitVersion = `v${practiceReleases(data.at).branches.at(-1)?.releases.at(-1)?.version}`
    },
  },
  {
    name: 'cve-overdue',
    description: 'a critical issue is repaired in a patch that is three weeks old, and the cluster has not got it',
    breaks: ['version-policy-check'],
    aborts: null,
    apply({ content, data }) {
      const releases = practiceReleases(data.at).branches[1]?.releases ?? []
      const [running, fixed] = releases.slice(-2)
      content.gitVersion = `v${running?.version}`
      const publishedAt = new Date(data.at.getTime() - 30 * DAY_MS)
      const from = releases[0]?.version ?? ''
      data.cves.unshift({ id: 'CVE-2026-99999', score: 9.1, publishedAt, from, before: fixed?.version ?? '' })
    },
  },
  {
    name: 'releases-rate-limited',
    description: 'GitHub refuses to list the releases, as it does after 60 requests in an hour',
    breaks: [],
    aborts: 'inconclusive',
    apply({ data }) {
      data.answers.set('/releases', jsonAnswer(403, { message: 'API rate limit exceeded', documentation_url: '' }))
    },
  },
  {
    name: 'cve-feed-broken',
    description: 'the list of security issues is no JSON',
    breaks: [],
    aborts: 'inconclusive',
    apply({ data }) {
      data.answers.set('/cve-feed.json', { status: 200, headers: {}, body: '<html>maintenance</html>' })
    },
  },
  {
    name: 'data-huge',
    description: 'the list of releases never ends',
    breaks: [],
    aborts: 'inconclusive',
    apply({ data }) {
      data.answers.set('/releases', {
        status: 200,
        headers: {},
        body: '',
        delivery: { kind: 'flood', bytes: 256 * 2 ** 20 },
      })
    },
  },
  {
    name: 'zone-label-missing',
    description: 'one worker has no label for its zone',
    breaks: ['siegel-0214-node-distribution'],
    aborts: null,
    apply({ content }) {
      changeObjects(content, 'nodes', (node) =>
        node.metadata.name === 'worker-2' ? withoutLabel(node, 'topology.kubernetes.io/zone') : node,
      )
    },
  },
  {
    name: 'single-control-plane',
    description: 'there is only one control-plane node',
    breaks: ['siegel-0214-node-distribution'],
    aborts: null,
    apply({ content }) {
      const nodes = (content.objects.get('nodes') ?? []).filter(({ metadata }) => !/control-[23]/.test(metadata.name))
      content.objects.set('nodes', nodes)
    },
  },
  {
    name: 'control-plane-hosted',
    description: 'the control plane is hosted elsewhere, so that neither its nodes nor its pods can be seen',
    breaks: [],
    aborts: 'inconclusive',
    apply({ content }) {
      const isOwn = ({ metadata }: ClusterObject) => !metadata.name.startsWith('control-')
      content.objects.set('nodes', (content.objects.get('nodes') ?? []).filter(isOwn))
      content.objects.set('pods', [])
    },
  },
  {
    name: 'nodes-forbidden',
    description: 'the credential may not list nodes',
    breaks: [],
    aborts: 'permission',
    apply({ content }) {
      content.forbidden.add('nodes')
    },
  },
  {
    name: 'kubelet-proxy-forbidden',
    description: 'the credential may not read the configuration of the kubelets',
    breaks: [],
    aborts: 'permission',
    apply({ content }) {
      content.forbidden.add('nodes/proxy')
    },
  },
  {
    name: 'default-class-missing',
    description: 'no storage class is the default one',
    breaks: ['siegel-0211-default-class', 'siegel-0211-volume'],
    aborts: null,
    apply({ content }) {
      changeObjects(content, 'storage.k8s.io/storageclasses', (one) => ({
        ...one,
        metadata: { ...one.metadata, annotations: {} },
      }))
    },
  },
  {
    name: 'volumes-stay-pending',
    description: 'claims are never bound, and pods that use them never start',
    breaks: [],
    aborts: 'time-out',
    apply({ content }) {
      content.canBindVolumes = false
    },
  },
  {
    name: 'kubelet-anonymous',
    description: 'a kubelet answers without authentication',
    breaks: ['siegel-0217-kubelet-authentication'],
    aborts: null,
    apply({ content }) {
      const config = content.kubeletConfig.get('worker-1') ?? {}
      content.kubeletConfig.set('worker-1', { ...config, authentication: { anonymous: { enabled: true } } })
    },
  },
  {
    name: 'kubelet-always-allows',
    description: 'a kubelet allows everything to everybody who is authenticated',
    breaks: ['siegel-0217-kubelet-authorization'],
    aborts: null,
    apply({ content }) {
      const config = content.kubeletConfig.get('worker-1') ?? {}
      content.kubeletConfig.set('worker-1', { ...config, authorization: { mode: 'AlwaysAllow' } })
    },
  },
  {
    name: 'node-restriction-off',
    description: 'the admission plugin NodeRestriction is not enabled',
    breaks: ['siegel-0217-node-restriction', 'siegel-0215-event-rate-limit'],
    aborts: null,
    apply({ content }) {
      changeFlags(content, 'kube-apiserver', withoutFlag('enable-admission-plugins'))
    },
  },
  {
    name: 'authorization-always-allow',
    description: 'the API server allows everything',
    breaks: ['siegel-0217-authorization-modes'],
    aborts: null,
    apply({ content }) {
      changeFlags(content, 'kube-apiserver', (flag) =>
        flag.startsWith('--authorization-mode=') ? ['--authorization-mode=AlwaysAllow'] : [flag],
      )
    },
  },
  {
    name: 'etcd-without-tls',
    description: 'etcd talks to its peers without certificates',
    breaks: ['siegel-0217-etcd-tls'],
    aborts: null,
    apply({ content }) {
      changeFlags(content, 'etcd', withoutFlag('peer-client-cert-auth'))
    },
  },
  {
    name: 'pod-security-off',
    description: 'Pod Security Standards are not enforced anywhere',
    breaks: ['siegel-0217-pod-security'],
    aborts: null,
    apply({ content }) {
      content.podSecurity = 'off'
    },
  },
  {
    name: 'pod-security-by-label',
    description: 'Pod Security Standards protect only namespaces that ask for it',
    breaks: ['siegel-0217-pod-security'],
    aborts: null,
    apply({ content }) {
      content.podSecurity = 'by-label'
    },
  },
  {
    name: 'request-limits-unset',
    description: 'the API server has no limits of requests set',
    breaks: ['siegel-0215-request-limits'],
    aborts: null,
    apply({ content }) {
      changeFlags(content, 'kube-apiserver', withoutFlag('max-requests-inflight'))
    },
  },
  {
    name: 'etcd-never-compacted',
    description: 'etcd is not compacted by itself',
    breaks: ['siegel-0215-etcd-compaction'],
    aborts: null,
    apply({ content }) {
      changeFlags(content, 'etcd', withoutFlag('auto-compaction-retention'))
    },
  },
  {
    name: 'certificate-for-ten-years',
    description: 'the certificate of the API server is good for ten years',
    breaks: ['siegel-0215-certificate-rotation'],
    aborts: null,
    apply({ content }) {
      content.certificateDays = 3_650
    },
  },
  {
    name: 'policy-apis-missing',
    description: 'neither admin network policies nor the Gateway API are there, which is only recommended',
    breaks: [],
    aborts: null,
    apply({ content }) {
      for (const key of content.objects.keys()) {
        if (/^(policy|gateway)\.networking\.k8s\.io\//.test(key)) content.hidden.add(key)
      }
    },
  },
  {
    name: 'small-pages',
    description: 'lists come in pages of two',
    breaks: [],
    aborts: null,
    apply({ content }) {
      content.largestPage = 2
    },
  },
  {
    name: 'version-500',
    description: 'the API server answers with an error of its own',
    breaks: [],
    aborts: 'provider-error',
    apply({ faults }) {
      faults.push(onPath(/^\/version$/, statusAnswer(500, 'InternalError', 'etcdserver: request timed out')))
    },
  },
  {
    name: 'nodes-hang',
    description: 'the list of nodes never comes',
    breaks: [],
    aborts: 'time-out',
    apply({ faults }) {
      faults.push(onPath(/\/nodes$/, { ...jsonAnswer(200, {}), delivery: { kind: 'never' } }))
    },
  },
  {
    name: 'nodes-endless-pages',
    description: 'the list of nodes has no end',
    breaks: [],
    aborts: 'provider-error',
    apply({ faults }) {
      const page = { kind: 'NodeList', apiVersion: 'v1', metadata: { continue: 'again' }, items: [] }
      faults.push(onPath(/\/nodes$/, jsonAnswer(200, page)))
    },
  },
  {
    name: 'nodes-elsewhere',
    description: 'the list of nodes redirects to another host, which must never see the token',
    breaks: [],
    aborts: 'provider-error',
    apply({ faults }) {
      faults.push(({ url }, proceed, { foreignOrigin }) =>
        url.pathname === '/api/v1/nodes'
          ? { ...jsonAnswer(302, {}), headers: { location: `${foreignOrigin}/api/v1/nodes` } }
          : proceed(),
      )
    },
  },
]

/** The defect of a name. Throws CodedError `PRACTICE_DEFECT_UNKNOWN`. */
export function parseClusterDefect(name: string): ClusterDefect {
  const defect = CLUSTER_DEFECTS.find((one) => one.name === name)
  if (defect !== undefined) return defect
  const near = nearestNames(
    name,
    CLUSTER_DEFECTS.map((one) => one.name),
  )
  throw new CodedError('PRACTICE_DEFECT_UNKNOWN', `A practice cluster has no defect “${name}”.`, {
    ...(near.length > 0 && { remedy: `Did you mean ${near.join(', ')}?` }),
  })
}
