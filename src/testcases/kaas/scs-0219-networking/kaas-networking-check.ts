import { defineTestcase } from '#testcases/define-testcase.ts'
import { judgeRun } from '../scs-0201-conformance/judge-run.ts'

export const testcase = defineTestcase({
  id: 'kaas-networking-check',
  title: 'Network policies have the effect that Kubernetes describes',
  requirement: 'https://docs.scs.community/standards/scs-0219-v1-kaas-networking#decision',
  remedy:
    'Use a network plugin that supports `NetworkPolicy` completely, such as Calico, Cilium, Antrea, Kube-OVN or OVN-Kubernetes, and look at the output of the named tests.',
  lifetime: 'month',
  section: 'heavy',
  needs: ['conformanceRun', 'kubernetesVersion', 'networkPlugins'],
  judge(data, at) {
    return judgeRun(data, at, {
      what: 'network policies',
      isWanted: ({ name }) => name.includes('NetworkPolicy') && !name.includes('[Disruptive]'),
      // Results list every test of upstream. One that was begun and found that it cannot run here tells its reason.
      missing: ({ skipped }) => skipped.filter(({ reason }) => reason === null).map(({ name }) => name),
    })
  },
})
