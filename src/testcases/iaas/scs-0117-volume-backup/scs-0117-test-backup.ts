import { isQuotaRefusal, openBecause, refusalText } from '#facts/derived/call-refusal.ts'
import { BACKUP_STEPS, type BackupStep, type BackupStepOutcome } from '#facts/openstack/backup-trial.ts'
import { conclude, undecided } from '#testcases/conclude.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'
import type { Finding } from '#vocabulary/finding.ts'
import type { Judgement } from '#vocabulary/judgement.ts'

const STEP_NAMES: Readonly<Record<BackupStep, string>> = {
  'create-volume': 'creating a volume',
  'back-up': 'backing the volume up',
  restore: 'restoring the backup',
}

/** Statuses with which a server says that it cannot be asked just now, which decides nothing (deviation D-49). */
const UNDECIDED_STATUSES = [401, 408, 429, 502, 503, 504]

export const testcase = defineTestcase({
  id: 'scs-0117-test-backup',
  title: 'An ordinary member can back a volume up and restore it',
  requirement: 'https://docs.scs.community/standards/scs-0117-v1-volume-backup-service',
  remedy:
    'Run cinder-backup with a driver that works: `openstack volume service list --service cinder-backup` must show it up (needs an administrator). Errors stand in its log. Check the quotas: `openstack quota show` has `backups` and `backup-gigabytes`.',
  section: 'medium',
  needs: ['backupTrial'],
  judge({ backupTrial: trial }) {
    if (trial.blockStorage === 'absent') {
      const about = { kind: 'service', name: 'block-storage' } as const
      const missing: Finding = { code: 'service-not-in-catalogue', about, expected: 'block-storage, volumev3' }
      return conclude({ examined: 0, findings: [], whenNone: { fail: missing } })
    }
    for (const { step, outcome } of trial.steps) {
      const judgement = judgeStep(STEP_NAMES[step], outcome)
      if (judgement) return judgement
    }
    const untried = BACKUP_STEPS.filter((step) => !trial.steps.some((tried) => tried.step === step))
    const [first] = untried
    if (first !== undefined) return undecided({ class: 'suite-error', detail: `${STEP_NAMES[first]} was not tried` })
    return { verdict: 'PASS', examined: trial.steps.length, warnings: [] }
  },
})

/** What ends the trial: an error and a refusal are the cloud's, slowness and trouble on the way decide nothing. */
function judgeStep(name: string, outcome: BackupStepOutcome): Judgement | undefined {
  const about = { kind: 'volume backup', name: `(${name})` } as const
  switch (outcome.kind) {
    case 'done':
      return undefined
    case 'error-state':
      return failed({ code: 'step-ended-in-error', about, found: outcome.status })
    case 'too-slow': {
      const detail = `${name} was not done after ${Math.round(outcome.seconds)} seconds (last state ${outcome.status})`
      return undecided({ class: 'time-out', detail })
    }
    case 'stopped':
      return undecided(openBecause(name, outcome))
    case 'refused': {
      // Cinder says so itself where no cinder-backup is up, whatever the status.
      const isServiceMissing = /backup service|cinder-backup/i.test(outcome.message)
      const isOpen = UNDECIDED_STATUSES.includes(outcome.status) && !isServiceMissing
      if (isOpen || isQuotaRefusal(outcome)) return undecided(openBecause(name, outcome))
      return failed({ code: 'call-refused', about, found: refusalText(outcome) })
    }
  }
}

function failed(finding: Finding): Judgement {
  return { verdict: 'FAIL', examined: 1, findings: [finding], warnings: [] }
}
