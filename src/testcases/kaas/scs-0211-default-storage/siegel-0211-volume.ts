import { conclude, undecided } from '#testcases/conclude.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'
import type { Finding } from '#vocabulary/finding.ts'

export const testcase = defineTestcase({
  id: 'siegel-0211-volume',
  title: 'A volume of the default storage class can be claimed and mounted for writing (scs-0211; not an official id)',
  requirement: 'https://docs.scs.community/standards/scs-0211-v1-kaas-default-storage-class#decision',
  remedy:
    'Let the default class support ReadWriteOnce, and look at the events of the claim: `kubectl describe pvc`. Volumes should not depend on one node.',
  lifetime: 'month',
  section: 'medium',
  needs: ['storageTrial', 'storageClasses'],
  judge({ storageClasses, storageTrial: { claimPhase, create, podPhase, volume } }) {
    const about = { kind: 'cluster', name: 'storage' } as const
    if (!storageClasses.some(({ isDefault }) => isDefault)) {
      return conclude({ examined: 1, findings: [{ code: 'default-class-missing', about }], whenNone: 'PASS' })
    }
    if (create.kind !== 'done') {
      const { reason } =
        create.kind === 'stopped' ? create : { reason: { class: 'permission', detail: create.message } as const }
      return undecided(reason)
    }
    if (volume === null || podPhase !== 'Running') {
      const detail = `the claim is ${claimPhase ?? 'unknown'} and the pod ${podPhase ?? 'unknown'} when the time is over`
      return undecided({ class: 'time-out', detail })
    }
    const modes = volume.accessModes.join(', ')
    const findings: Finding[] = volume.accessModes.includes('ReadWriteOnce')
      ? []
      : [{ code: 'access-mode-missing', about, found: modes, expected: 'ReadWriteOnce' }]
    const warnings: Finding[] = volume.isNodeBound ? [{ code: 'volume-bound-to-node', about }] : []
    return conclude({ examined: 1, findings, warnings, whenNone: 'PASS' })
  },
})
