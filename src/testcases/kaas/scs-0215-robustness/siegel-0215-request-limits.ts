import { defineTestcase } from '#testcases/define-testcase.ts'
import { judgeFlags, missingFlags } from '#testcases/kaas/control-plane-flags.ts'

const LIMITS = ['max-requests-inflight', 'max-mutating-requests-inflight', 'min-request-timeout']

export const testcase = defineTestcase({
  id: 'siegel-0215-request-limits',
  title: 'The API server has limits of its requests set (draft of scs-0215; not an official id)',
  requirement:
    'https://github.com/SovereignCloudStack/standards/blob/main/Standards/scs-0215-v1-robustness-features.md',
  remedy:
    'Set `--max-requests-inflight`, `--max-mutating-requests-inflight` and `--min-request-timeout` of the API server; the defaults do not count as set.',
  lifetime: 'month',
  needs: ['controlPlaneProcesses'],
  judge: ({ controlPlaneProcesses }) =>
    judgeFlags(controlPlaneProcesses, {
      component: 'kube-apiserver',
      findings: (process, about) => missingFlags(process, about, LIMITS),
    }),
})
