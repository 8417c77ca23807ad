import { defineManualTestcase } from '../define-testcase.ts'

export const testcase = defineManualTestcase({
  id: 'siegel-0215-etcd-backup-check',
  title: 'etcd is backed up at least once a week (draft of scs-0215; not an official id)',
  requirement:
    'https://github.com/SovereignCloudStack/standards/blob/main/Standards/scs-0215-v1-robustness-features.md',
  remedy:
    'Declare how and how often etcd is backed up, where copies are kept and for how long, and when restoring was tried last; backups normally lie outside of the cluster.',
  lifetime: 'quarter',
})
