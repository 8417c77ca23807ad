import { defaultExternalNetworks } from '#facts/derived/provider-network.ts'
import { conclude, undecided } from '#testcases/conclude.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'
import type { Finding } from '#vocabulary/finding.ts'
import { REQUIREMENT } from './requirement.ts'

export const testcase = defineTestcase({
  id: 'siegel-0126-shared-network',
  title:
    'If the default network is shared, it has subnets and port security (scs-0126 draft: must; not an official id)',
  requirement: REQUIREMENT,
  remedy:
    'Without port security a guest can take the address of another (needs an administrator): `openstack network set --enable-port-security NETWORK_ID`; or do not share the network: `openstack network set --no-share NETWORK_ID`.',
  needs: ['providerNetworks'],
  judge({ providerNetworks }) {
    const shared = defaultExternalNetworks(providerNetworks).filter(({ isShared }) => isShared)
    const findings = shared.flatMap(({ id, name, isPortSecurityEnabled, subnetCount }): Finding[] => {
      const about = { kind: 'network', name, id } as const
      return [
        ...(isPortSecurityEnabled === false ? [{ code: 'port-security-off', about } as const] : []),
        ...(subnetCount === 0 ? [{ code: 'network-without-subnets', about } as const] : []),
      ]
    })
    const silent = shared.find(
      ({ isPortSecurityEnabled, subnetCount }) => isPortSecurityEnabled === null || subnetCount === null,
    )
    if (findings.length === 0 && silent !== undefined) {
      const what = silent.subnetCount === null ? 'subnets' : 'port security'
      const detail = `the cloud does not say whether the network ${silent.name} has ${what}`
      return undecided({ class: 'inconclusive', detail })
    }
    return conclude({ examined: shared.length, findings, whenNone: 'PASS' })
  },
})
