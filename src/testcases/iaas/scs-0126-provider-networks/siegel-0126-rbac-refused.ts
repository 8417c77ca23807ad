import { openBecause } from '#facts/derived/call-refusal.ts'
import { conclude, undecided } from '#testcases/conclude.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'
import type { Finding } from '#vocabulary/finding.ts'
import { REQUIREMENT } from './requirement.ts'

export const testcase = defineTestcase({
  id: 'siegel-0126-rbac-refused',
  title: 'Ordinary members cannot share networks with other projects (scs-0126 draft: should; not an official id)',
  requirement: REQUIREMENT,
  remedy:
    'Let the policy of Neutron refuse it: `"create_rbac_policy": "rule:admin_only"` in its policy file. A network that a stranger shares can catch machines of other projects.',
  section: 'medium',
  needs: ['rbacTrial'],
  judge({ rbacTrial: { createNetwork, createPolicy } }) {
    if (createNetwork.kind !== 'done') return undecided(openBecause('creating a network', createNetwork))
    if (createPolicy === null) return undecided({ class: 'suite-error', detail: 'creating a policy was not tried' })
    const allowed: Finding = { code: 'policy-not-refused', about: { kind: 'service', name: 'network' } }
    if (createPolicy.kind === 'done') return conclude({ examined: 1, findings: [allowed], whenNone: { fail: allowed } })
    if (createPolicy.kind === 'refused' && createPolicy.status === 403) {
      return { verdict: 'PASS', examined: 1, warnings: [] }
    }
    return undecided(openBecause('creating an RBAC policy', createPolicy))
  },
})
