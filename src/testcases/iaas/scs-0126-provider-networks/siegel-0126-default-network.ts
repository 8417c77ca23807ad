import { defaultExternalNetworks } from '#facts/derived/provider-network.ts'
import { conclude } from '#testcases/conclude.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'
import type { Finding } from '#vocabulary/finding.ts'
import { REQUIREMENT } from './requirement.ts'

export const testcase = defineTestcase({
  id: 'siegel-0126-default-network',
  title: 'Exactly one external network is the default (scs-0126 draft: must; not an official id)',
  requirement: REQUIREMENT,
  remedy:
    'Mark the network that everybody is to use, and no other (needs an administrator): `openstack network set --external --default NETWORK_ID`, `openstack network set --no-default OTHER_ID`.',
  needs: ['providerNetworks'],
  judge({ providerNetworks }) {
    const defaults = defaultExternalNetworks(providerNetworks)
    const missing: Finding = { code: 'default-network-missing', about: { kind: 'service', name: 'network' } }
    return conclude({
      examined: defaults.length,
      findings:
        defaults.length < 2
          ? []
          : defaults.map(({ id, name }) => ({
              code: 'default-network-not-unique',
              about: { kind: 'network', name, id },
              found: `${defaults.length}`,
            })),
      whenNone: { fail: missing },
    })
  },
})
