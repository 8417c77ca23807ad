import { defineTestcase } from '#testcases/define-testcase.ts'
import { flagItems, flagValue, judgeFlags, missingFlags } from '#testcases/kaas/control-plane-flags.ts'

export const testcase = defineTestcase({
  id: 'siegel-0215-event-rate-limit',
  title: 'The API server limits the rate of events (draft of scs-0215; not an official id)',
  requirement:
    'https://github.com/SovereignCloudStack/standards/blob/main/Standards/scs-0215-v1-robustness-features.md',
  remedy:
    'Add `EventRateLimit` to `--enable-admission-plugins`, and configure it by `--admission-control-config-file`: type Server, qps 5000, burst 20000 are recommended.',
  lifetime: 'month',
  needs: ['controlPlaneProcesses'],
  judge: ({ controlPlaneProcesses }) =>
    judgeFlags(controlPlaneProcesses, {
      component: 'kube-apiserver',
      findings: (process, about) => [
        ...(flagItems(process, 'enable-admission-plugins').includes('EventRateLimit')
          ? []
          : [{ code: 'flag-missing' as const, about, expected: '--enable-admission-plugins=EventRateLimit' }]),
        ...missingFlags(process, about, ['admission-control-config-file']),
      ],
      warnings: (process, about) =>
        flagValue(process, 'enable-priority-and-fairness') === 'false'
          ? [{ code: 'priority-and-fairness-off', about }]
          : [],
    }),
})
