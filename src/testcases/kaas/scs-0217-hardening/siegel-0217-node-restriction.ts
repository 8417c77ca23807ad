import { defineTestcase } from '#testcases/define-testcase.ts'
import { flagItems, judgeFlags } from '#testcases/kaas/control-plane-flags.ts'

export const testcase = defineTestcase({
  id: 'siegel-0217-node-restriction',
  title: 'The admission plugin NodeRestriction is enabled (draft of scs-0217; not an official id)',
  requirement: 'https://docs.scs.community/standards/scs-0217-v1-cluster-hardening',
  remedy:
    'Add `NodeRestriction` to `--enable-admission-plugins` of the API server; its place in the list does not matter.',
  lifetime: 'month',
  needs: ['controlPlaneProcesses'],
  judge: ({ controlPlaneProcesses }) =>
    judgeFlags(controlPlaneProcesses, {
      component: 'kube-apiserver',
      findings: (process, about) =>
        flagItems(process, 'enable-admission-plugins').includes('NodeRestriction') &&
        !flagItems(process, 'disable-admission-plugins').includes('NodeRestriction')
          ? []
          : [{ code: 'flag-missing', about, expected: '--enable-admission-plugins=NodeRestriction' }],
    }),
})
