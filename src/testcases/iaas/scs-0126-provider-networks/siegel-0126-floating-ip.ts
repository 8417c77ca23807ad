import { isDenial, openBecause, refusalText } from '#facts/derived/call-refusal.ts'
import { defaultExternalNetworks } from '#facts/derived/provider-network.ts'
import { conclude, undecided } from '#testcases/conclude.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'
import type { Finding } from '#vocabulary/finding.ts'
import { REQUIREMENT } from './requirement.ts'

/** Neutron's answer where the network has IPv6 only. */
const NO_IPV4 = /does not contain any IPv4 subnet/i

export const testcase = defineTestcase({
  id: 'siegel-0126-floating-ip',
  title: 'A member can get a floating IP if the cloud offers IPv4 (scs-0126 draft: must; not an official id)',
  requirement: REQUIREMENT,
  remedy:
    'Give every project at least one (needs an administrator): `openstack quota set --floating-ips 1 PROJECT`, and let the default network have addresses left: `openstack ip availability show NETWORK_ID`.',
  section: 'medium',
  needs: ['floatingIpTrial', 'providerNetworks'],
  judge({ floatingIpTrial: trial, providerNetworks }) {
    const [network] = defaultExternalNetworks(providerNetworks)
    if (trial.network === 'none' || network === undefined) {
      const detail = 'there is no default external network to allocate a floating IP on'
      return undecided({ class: 'inconclusive', detail })
    }
    const { allocate } = trial
    if (allocate.kind === 'done') return { verdict: 'PASS', examined: 1, warnings: [] }
    // No subnets at all more likely means that they are not shown than that there are none.
    const isWithoutIpv4 = network.ipVersions?.includes(6) === true && !network.ipVersions.includes(4)
    if (isWithoutIpv4 || (allocate.kind === 'refused' && NO_IPV4.test(allocate.message))) {
      return conclude({ examined: 0, findings: [], whenNone: 'PASS' })
    }
    const about = { kind: 'network', name: network.name, id: network.id } as const
    const noQuota: Finding = { code: 'floating-ip-quota-zero', about: { kind: 'service', name: 'network' } }
    if (trial.quota === 0) return conclude({ examined: 1, findings: [noQuota], whenNone: { fail: noQuota } })
    if (allocate.kind === 'stopped' || !isDenial(allocate)) {
      return undecided(openBecause('allocating a floating IP', allocate))
    }
    const refused: Finding = { code: 'call-refused', about, found: refusalText(allocate) }
    return conclude({ examined: 1, findings: [refused], whenNone: { fail: refused } })
  },
})
