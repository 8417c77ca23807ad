import { defineManualTestcase } from '../define-testcase.ts'

export const testcase = defineManualTestcase({
  id: 'node-distribution-check',
  title: 'The control plane runs on several physical machines, and nodes carry true labels for zone and region',
  requirement: 'https://docs.scs.community/standards/scs-0214-v2-k8s-node-distribution#decision',
  remedy:
    'Declare how control-plane nodes, hosted ones included, are spread over machines: for example three of them with anti-affinity on the level of the host. Label every node with `topology.kubernetes.io/region` and `topology.kubernetes.io/zone`; normally the cloud controller manager does that.',
  lifetime: 'quarter',
})
