import { attempt } from '../call-outcome-of.ts'
import { type ClusterObservation, defineClusterProbe } from '../define-probe.ts'

const PRIVILEGED_POD = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'privileged-trial' },
  spec: {
    automountServiceAccountToken: false,
    containers: [{ name: 'pause', image: 'registry.k8s.io/pause:3.10', securityContext: { privileged: true } }],
  },
}

/** Whether a privileged pod would be admitted: dry runs only, so that no pod is ever made (scs-0217). */
export const podSecurityTrialProbe = defineClusterProbe({
  gives: 'podSecurityTrial',
  from: 'kubernetes',
  cost: 'medium',
  calls: [
    'POST /api/v1/namespaces',
    'POST /api/v1/namespaces/{own}/pods?dryRun=All',
    'DELETE /api/v1/namespaces/{own}',
  ],
  creates: [{ kind: 'namespace', most: 2 }],
  effort: { single: 4 },
  async observe(observation) {
    const { workbench } = observation
    const plain = await attempt(() => workbench.createNamespace('0217'))
    if (plain.value === undefined) return { namespace: plain.outcome, unlabelled: null, labelled: null }
    const unlabelled = await tryPod(plain.value, observation)
    const labels = { 'pod-security.kubernetes.io/enforce': 'baseline' }
    const own = await attempt(() => workbench.createNamespace('0217', labels))
    const labelled = own.value === undefined ? null : await tryPod(own.value, observation)
    return { namespace: own.outcome, unlabelled, labelled }
  },
})

async function tryPod(namespace: string, { cluster }: ClusterObservation) {
  const path = `/api/v1/namespaces/${namespace}/pods`
  const { outcome, value } = await attempt(() =>
    cluster.send({ method: 'POST', path, query: { dryRun: 'All' }, body: PRIVILEGED_POD }),
  )
  return { outcome, warnings: (value?.warnings ?? []).slice(0, 100).map((text) => text.slice(0, 1_000)) }
}
