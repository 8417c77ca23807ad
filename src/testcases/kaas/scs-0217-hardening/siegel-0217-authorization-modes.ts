import { defineTestcase } from '#testcases/define-testcase.ts'
import { flagItems, flagValue, judgeFlags } from '#testcases/kaas/control-plane-flags.ts'

const OTHERS = ['RBAC', 'ABAC', 'Webhook']

export const testcase = defineTestcase({
  id: 'siegel-0217-authorization-modes',
  title:
    'The API server authorises nodes, and others by RBAC, ABAC or a webhook (draft of scs-0217; not an official id)',
  requirement: 'https://docs.scs.community/standards/scs-0217-v1-cluster-hardening',
  remedy: 'Set `--authorization-mode=Node,RBAC`, or an equal structured configuration (`--authorization-config`).',
  lifetime: 'month',
  needs: ['controlPlaneProcesses'],
  judge: ({ controlPlaneProcesses }) =>
    judgeFlags(controlPlaneProcesses, {
      component: 'kube-apiserver',
      findings(process, about) {
        // What the structured configuration holds cannot be seen; that it excludes modes of the flag is Kubernetes' own rule.
        if (flagValue(process, 'authorization-config') !== undefined) return []
        const modes = flagItems(process, 'authorization-mode')
        const isGood =
          modes.includes('Node') && modes.some((mode) => OTHERS.includes(mode)) && !modes.includes('AlwaysAllow')
        const found = modes.join(',') || 'none'
        return isGood
          ? []
          : [{ code: 'flag-value-not-allowed', about, found, expected: '--authorization-mode=Node,RBAC' }]
      },
    }),
})
