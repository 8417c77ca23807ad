import { defaultExternalNetworks, defaultSharedPools } from '#facts/derived/provider-network.ts'
import { conclude, undecided } from '#testcases/conclude.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'
import type { Finding } from '#vocabulary/finding.ts'

/** The draft has no published text: this is what its user story needs as far as reading shows it. */
export const testcase = defineTestcase({
  id: 'siegel-1020-public-ipv6-network',
  title:
    'The default external network carries IPv6 from the default subnet pool (draft of issue 1020; not an official id)',
  requirement: 'https://github.com/SovereignCloudStack/standards/issues/1020',
  remedy:
    'Give the external network an IPv6 subnet out of a subnet pool in the address scope that the default pool has (needs an administrator): `openstack subnet create --ip-version 6 --subnet-pool POOL --network NETWORK NAME`; only within one address scope traffic is routed without translation.',
  needs: ['providerNetworks', 'subnetPools'],
  judge({ providerNetworks, subnetPools }) {
    const [network] = defaultExternalNetworks(providerNetworks)
    const missing: Finding = { code: 'default-network-missing', about: { kind: 'service', name: 'network' } }
    if (network === undefined) return conclude({ examined: 0, findings: [], whenNone: { fail: missing } })
    // An external network without any subnet is of no use, so an empty list more likely means that they are hidden.
    if (network.ipVersions === null || network.ipVersions.length === 0) {
      const detail = `the cloud does not show the subnets of the network ${network.name}`
      return undecided({ class: 'permission', detail })
    }
    const about = { kind: 'network', name: network.name, id: network.id } as const
    const without: Finding = { code: 'network-without-ipv6', about }
    if (!network.ipVersions.includes(6))
      return conclude({ examined: 1, findings: [without], whenNone: { fail: without } })
    const [pool] = defaultSharedPools(subnetPools, 6)
    const isSameScope = pool === undefined || pool.addressScopeId === network.ipv6AddressScopeId
    const differ: Finding = {
      code: 'address-scopes-differ',
      about,
      found: network.ipv6AddressScopeId ?? 'none',
      expected: pool?.addressScopeId ?? 'none',
    }
    return conclude({ examined: 1, findings: isSameScope ? [] : [differ], whenNone: { fail: without } })
  },
})
