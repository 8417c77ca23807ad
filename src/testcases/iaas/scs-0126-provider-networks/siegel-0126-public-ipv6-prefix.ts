import { isPublicIpv6 } from '#facts/derived/ipv6-prefix.ts'
import { conclude, undecided } from '#testcases/conclude.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'
import type { Finding } from '#vocabulary/finding.ts'
import { REQUIREMENT } from './requirement.ts'

/** Whether a cloud is a public one cannot be seen from outside; an air-gapped one may ignore the result. */
export const testcase = defineTestcase({
  id: 'siegel-0126-public-ipv6-prefix',
  title:
    'The IPv6 prefix that a member gets is a public one (scs-0126 draft: must for public clouds; not an official id)',
  requirement: REQUIREMENT,
  remedy:
    'Give the default pool addresses from 2000::/3 that are routed to the cloud (needs an administrator): `openstack subnet pool set --pool-prefix PREFIX NAME`.',
  section: 'medium',
  needs: ['ipv6Allocation'],
  judge({ ipv6Allocation: trial }) {
    const cidr = trial.pool === 'default' ? trial.cidr : null
    if (cidr === null) {
      return undecided({
        class: 'inconclusive',
        detail: 'no IPv6 prefix was allocated (see siegel-0126-ipv6-allocation)',
      })
    }
    const about = { kind: 'subnet pool', name: 'default for IPv6' } as const
    const wrong: Finding = { code: 'prefix-not-public', about, found: cidr, expected: '2000::/3' }
    return conclude({ examined: 1, findings: isPublicIpv6(cidr) ? [] : [wrong], whenNone: { fail: wrong } })
  },
})
