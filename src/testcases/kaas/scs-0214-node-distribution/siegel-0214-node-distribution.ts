import { nodeDistribution } from '#facts/derived/kubernetes/node-distribution.ts'
import { conclude, undecided } from '#testcases/conclude.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'
import type { Finding } from '#vocabulary/finding.ts'

/** Machines cannot be seen from inside a cluster: this one can fail, and only the declaration can pass. */
export const testcase = defineTestcase({
  id: 'siegel-0214-node-distribution',
  title:
    'Nothing that the nodes show contradicts their distribution over machines, which only a declaration proves (not an official id)',
  requirement: 'https://docs.scs.community/standards/scs-0214-v2-k8s-node-distribution#decision',
  remedy:
    'Label every node with `topology.kubernetes.io/region` and `topology.kubernetes.io/zone`; normally the cloud controller manager does that. Run three control-plane nodes with anti-affinity on the level of the host. Hosted control planes are described in the declaration (node-distribution-check).',
  needs: ['clusterNodes'],
  judge({ clusterNodes: nodes }) {
    const { controlPlaneNodes, unlabelled, verdict } = nodeDistribution(nodes)
    if (verdict === 'ABORT') return undecided({ class: 'permission', detail: 'the cluster shows no nodes' })
    const only = nodes.find(({ isControlPlane }) => isControlPlane)
    const findings: Finding[] = [
      ...unlabelled.map((name) => {
        const node = nodes.find((one) => one.name === name)
        const lacking = [...(node?.region ? [] : ['region']), ...(node?.zone ? [] : ['zone'])].join(' and ')
        return { code: 'node-label-missing', about: { kind: 'node', name }, expected: lacking } as const
      }),
      ...(controlPlaneNodes === 1 && only !== undefined
        ? [{ code: 'single-control-plane-node', about: { kind: 'node', name: only.name } } as const]
        : []),
    ]
    if (findings.length > 0) return conclude({ examined: nodes.length, findings, whenNone: 'PASS' })
    const seen = controlPlaneNodes === 0 ? 'no control-plane nodes are visible' : 'labels and roles contradict nothing'
    const detail = `${seen}, and on which machines the nodes run only the declaration can say`
    return undecided({ class: 'inconclusive', detail })
  },
})
