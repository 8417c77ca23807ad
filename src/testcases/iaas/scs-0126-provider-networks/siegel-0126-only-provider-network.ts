import { defaultExternalNetworks } from '#facts/derived/provider-network.ts'
import { conclude } from '#testcases/conclude.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'
import type { Finding } from '#vocabulary/finding.ts'
import { REQUIREMENT } from './requirement.ts'

/** Several default networks are the matter of siegel-0126-default-network; here they all count as the standard one. */
export const testcase = defineTestcase({
  id: 'siegel-0126-only-provider-network',
  title: 'Users see no network of the provider besides the default one (scs-0126 draft: should; not an official id)',
  requirement: REQUIREMENT,
  remedy:
    'Show other networks only to the projects that need them (needs an administrator): `openstack network set --no-share NETWORK_ID`, `openstack network rbac list --type network` shows for whom a network is shared or external.',
  needs: ['providerNetworks'],
  judge({ providerNetworks }) {
    const defaults = defaultExternalNetworks(providerNetworks)
    return conclude({
      examined: providerNetworks.length,
      findings: providerNetworks
        .filter((network) => !defaults.includes(network))
        .map(({ id, name }): Finding => {
          return { code: 'provider-network-besides-default', about: { kind: 'network', name, id } }
        }),
      whenNone: 'PASS',
    })
  },
})
