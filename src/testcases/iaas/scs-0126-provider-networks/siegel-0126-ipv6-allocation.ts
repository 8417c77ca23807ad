import { isDenial, openBecause, refusalText } from '#facts/derived/call-refusal.ts'
import { ipv6PrefixLength } from '#facts/derived/ipv6-prefix.ts'
import { conclude, undecided } from '#testcases/conclude.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'
import type { Finding } from '#vocabulary/finding.ts'
import { REQUIREMENT } from './requirement.ts'

const ABOUT = { kind: 'subnet pool', name: 'default for IPv6' } as const

export const testcase = defineTestcase({
  id: 'siegel-0126-ipv6-allocation',
  title: 'A member gets a /64 out of the default IPv6 subnet pool (scs-0126 draft: must; not an official id)',
  requirement: REQUIREMENT,
  remedy:
    'See what the pool has left and what it allows (needs an administrator): `openstack subnet pool show NAME`; `openstack subnet pool set --pool-prefix PREFIX NAME` adds addresses.',
  section: 'medium',
  needs: ['ipv6Allocation'],
  judge({ ipv6Allocation: trial }) {
    const missing: Finding = {
      code: 'default-pool-missing',
      about: { kind: 'service', name: 'network' },
      expected: 'IPv6',
    }
    if (trial.pool === 'none') return conclude({ examined: 0, findings: [], whenNone: { fail: missing } })
    if (trial.createNetwork.kind !== 'done') return undecided(openBecause('creating a network', trial.createNetwork))
    if (trial.createSubnet === null)
      return undecided({ class: 'suite-error', detail: 'creating a subnet was not tried' })
    if (trial.createSubnet.kind === 'refused' && isDenial(trial.createSubnet)) {
      const refused: Finding = { code: 'call-refused', about: ABOUT, found: refusalText(trial.createSubnet) }
      return conclude({ examined: 1, findings: [refused], whenNone: { fail: refused } })
    }
    if (trial.createSubnet.kind !== 'done') return undecided(openBecause('creating a subnet', trial.createSubnet))
    const isAsAsked = trial.cidr !== null && ipv6PrefixLength(trial.cidr) === 64
    const wrong: Finding = {
      code: 'prefix-length-not-as-asked',
      about: ABOUT,
      found: trial.cidr ?? 'nothing',
      expected: '/64 of IPv6',
    }
    return conclude({ examined: 1, findings: isAsAsked ? [] : [wrong], whenNone: { fail: wrong } })
  },
})
