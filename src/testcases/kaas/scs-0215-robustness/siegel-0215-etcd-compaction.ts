import { defineTestcase } from '#testcases/define-testcase.ts'
import { flagValue, judgeFlags } from '#testcases/kaas/control-plane-flags.ts'
import type { Finding } from '#vocabulary/finding.ts'

const WANTED: Readonly<Record<string, readonly string[]>> = {
  'auto-compaction-mode': ['periodic'],
  'auto-compaction-retention': ['8h', '8h0m0s', '8', '480m'],
}

export const testcase = defineTestcase({
  id: 'siegel-0215-etcd-compaction',
  title: 'etcd is compacted by itself, keeping eight hours (draft of scs-0215; not an official id)',
  requirement:
    'https://github.com/SovereignCloudStack/standards/blob/main/Standards/scs-0215-v1-robustness-features.md',
  remedy: 'Start etcd with `--auto-compaction-mode=periodic --auto-compaction-retention=8h`.',
  lifetime: 'month',
  needs: ['controlPlaneProcesses'],
  judge: ({ controlPlaneProcesses }) =>
    judgeFlags(controlPlaneProcesses, {
      component: 'etcd',
      findings: (process, about) =>
        Object.entries(WANTED).flatMap(([name, allowed]): Finding[] => {
          const value = flagValue(process, name)
          if (value === undefined) return [{ code: 'flag-missing', about, expected: `--${name}=${allowed[0]}` }]
          if (allowed.includes(value)) return []
          return [{ code: 'flag-value-not-allowed', about, found: `--${name}=${value}`, expected: allowed[0] ?? '' }]
        }),
    }),
})
