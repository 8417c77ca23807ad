import type { CallOutcome } from '#facts/call-outcome.ts'
import { openBecause, refusalText } from '#facts/derived/call-refusal.ts'
import { conclude, undecided } from '#testcases/conclude.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'
import type { Finding } from '#vocabulary/finding.ts'
import type { Judgement } from '#vocabulary/judgement.ts'

const SECRET = { kind: 'secret', name: 'of the test' } as const

/** A cloud without a key manager passes: the standard only recommends one (scs-0116-presence). */
export const testcase = defineTestcase({
  id: 'scs-0116-permissions',
  title: 'Ordinary members can create, find and delete secrets, if there is a key manager',
  requirement: 'https://docs.scs.community/standards/scs-0116-v1-key-manager-standard',
  remedy:
    'Let Barbican use secure RBAC (`enforce_new_defaults = true` and `enforce_scope = true` in its `[oslo_policy]`), or set the line `"creator": "role:member"` in its policy file. Whether it works is shown by `openstack secret store --name test --payload foo` as an ordinary member.',
  section: 'medium',
  needs: ['keyManagerTrial'],
  judge({ keyManagerTrial: trial }) {
    if (trial.keyManager === 'absent') return conclude({ examined: 0, findings: [], whenNone: 'PASS' })
    const created = judgeCall('creating a secret', trial.create)
    if (created) return created
    const listed = judgeCall('listing secrets', trial.list)
    if (listed) return listed
    if (trial.isListed !== true) return failed({ code: 'secret-not-listed', about: SECRET })
    const removed = judgeCall('deleting the secret', trial.remove)
    if (removed) return removed
    // A secret that stays is a matter of clean-up, which never changes a verdict.
    const warnings: Finding[] = trial.isGone === false ? [{ code: 'secret-not-gone', about: SECRET }] : []
    return { verdict: 'PASS', examined: 1, warnings }
  },
})

/** What a call that did not succeed means: 403 is the fault that the standard speaks of, anything else is another one. */
function judgeCall(call: string, outcome: CallOutcome | null): Judgement | undefined {
  if (outcome === null) return undecided({ class: 'suite-error', detail: `${call} was not tried` })
  if (outcome.kind === 'done') return undefined
  if (outcome.kind === 'refused' && outcome.status === 403) {
    return failed({
      code: 'call-refused',
      about: { kind: 'service', name: `key-manager (${call})` },
      found: refusalText(outcome),
    })
  }
  return undecided(openBecause(call, outcome))
}

function failed(finding: Finding): Judgement {
  return { verdict: 'FAIL', examined: 1, findings: [finding], warnings: [] }
}
