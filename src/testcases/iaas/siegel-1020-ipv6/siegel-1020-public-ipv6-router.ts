import { isDenial, openBecause, refusalText } from '#facts/derived/call-refusal.ts'
import { isPublicIpv6 } from '#facts/derived/ipv6-prefix.ts'
import { conclude, undecided } from '#testcases/conclude.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'
import type { Finding } from '#vocabulary/finding.ts'

const ABOUT = { kind: 'network', name: 'default external network' } as const

/** Whether packets really come and go needs a vantage point outside the cloud. */
export const testcase = defineTestcase({
  id: 'siegel-1020-public-ipv6-router',
  title:
    'A router between an IPv6 network and the default external network gets a public IPv6 address (draft of issue 1020; not an official id)',
  requirement: 'https://github.com/SovereignCloudStack/standards/issues/1020',
  remedy:
    'Give the external network a public IPv6 subnet with free addresses (needs an administrator): `openstack subnet list --network NETWORK`, `openstack subnet create --ip-version 6 --subnet-range PREFIX --network NETWORK NAME`.',
  section: 'medium',
  needs: ['ipv6Allocation'],
  judge({ ipv6Allocation: trial }) {
    if (trial.pool === 'none' || trial.router === null) {
      const detail = 'there was no IPv6 network or no default external network to put a router between'
      return undecided({ class: 'inconclusive', detail })
    }
    const { attach, externalAddresses } = trial.router
    if (attach.kind === 'refused' && isDenial(attach)) {
      const refused: Finding = { code: 'call-refused', about: ABOUT, found: refusalText(attach) }
      return conclude({ examined: 1, findings: [refused], whenNone: { fail: refused } })
    }
    if (attach.kind !== 'done') return undecided(openBecause('attaching a router', attach))
    const found = externalAddresses.length === 0 ? 'no address' : externalAddresses.join(', ')
    const none: Finding = { code: 'router-without-public-ipv6', about: ABOUT, found }
    return conclude({
      examined: 1,
      findings: externalAddresses.some(isPublicIpv6) ? [] : [none],
      whenNone: { fail: none },
    })
  },
})
