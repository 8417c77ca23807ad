import type { BackupStepOutcome, BackupTrial } from '#facts/openstack/backup-trial.ts'
import { BACKUP_STEPS } from '#facts/openstack/backup-trial.ts'
import { judgeTable } from '#testcases/judge-table.ts'
import { testcase } from './scs-0117-test-backup.ts'

const DONE: BackupStepOutcome = { kind: 'done', seconds: 20 }

function trial(...outcomes: readonly BackupStepOutcome[]): { backupTrial: BackupTrial } {
  const steps = BACKUP_STEPS.flatMap((step, index) => {
    const outcome = outcomes[index]
    return outcome ? [{ step, outcome }] : []
  })
  return { backupTrial: { blockStorage: 'present', steps } }
}

const refused = (status: number, message = ''): BackupStepOutcome => ({ kind: 'refused', status, message })
const failed = (status: string): BackupStepOutcome => ({ kind: 'error-state', status, seconds: 12 })
const slow = (status: string): BackupStepOutcome => ({ kind: 'too-slow', status, seconds: 600 })
const BACKING_UP = 'volume backup (backing the volume up)'
const RESTORING = 'volume backup (restoring the backup)'

judgeTable(testcase, [
  { name: 'a volume that is backed up and restored', facts: trial(DONE, DONE, DONE), verdict: 'PASS' },
  {
    name: 'no block storage at all',
    facts: { backupTrial: { blockStorage: 'absent' } },
    verdict: 'FAIL',
    about: ['service block-storage'],
  },
  {
    name: 'a volume that ends in an error',
    facts: trial(failed('error')),
    verdict: 'FAIL',
    about: ['volume backup (creating a volume)'],
  },
  { name: 'a backup that ends in an error', facts: trial(DONE, failed('error')), verdict: 'FAIL', about: [BACKING_UP] },
  {
    name: 'a restoration that ends in an error',
    facts: trial(DONE, DONE, failed('error_restoring')),
    verdict: 'FAIL',
    about: [RESTORING],
    codes: ['step-ended-in-error'],
  },
  { name: 'no backups in the API', facts: trial(DONE, refused(404)), verdict: 'FAIL', codes: ['call-refused'] },
  { name: 'members may not back up', facts: trial(DONE, refused(403, 'Policy')), verdict: 'FAIL', about: [BACKING_UP] },
  {
    name: 'no cinder-backup that is up, told as a fault of the server',
    facts: trial(DONE, refused(500, 'Service cinder-backup could not be found.')),
    verdict: 'FAIL',
    about: [BACKING_UP],
  },
  {
    name: 'no cinder-backup that is up, told as a temporary trouble',
    facts: trial(DONE, refused(503, 'Backup service is not available')),
    verdict: 'FAIL',
  },
  { name: 'a fault of the server', facts: trial(DONE, refused(500, 'Oops')), verdict: 'FAIL' },
  {
    name: 'a proxy that finds nothing behind it',
    facts: trial(DONE, refused(503, 'No server is available')),
    verdict: 'ABORT',
    abortClass: 'provider-error',
  },
  {
    name: 'a quota that is used up',
    facts: trial(DONE, refused(413, 'BackupLimitExceeded: Maximum number of backups allowed (10) exceeded')),
    verdict: 'ABORT',
    abortClass: 'inconclusive',
  },
  {
    name: 'a quota of volumes that is used up, told with another status',
    facts: trial(refused(403, "VolumeLimitExceeded: quota 'volumes' exceeded")),
    verdict: 'ABORT',
    abortClass: 'inconclusive',
  },
  { name: 'a credential that has expired', facts: trial(refused(401)), verdict: 'ABORT', abortClass: 'credential' },
  {
    name: 'a backup that takes too long',
    facts: trial(DONE, slow('creating')),
    verdict: 'ABORT',
    abortClass: 'time-out',
  },
  {
    name: 'a connection that is lost',
    facts: trial(DONE, { kind: 'stopped', reason: { class: 'unreachable', detail: 'reset' } }),
    verdict: 'ABORT',
    abortClass: 'unreachable',
  },
  { name: 'a trial that stopped half-way', facts: trial(DONE, DONE), verdict: 'ABORT', abortClass: 'suite-error' },
])
