import { defineTestcase } from '#testcases/define-testcase.ts'
import { judgeDnsExtension, REQUIREMENT } from './judge-dns-extension.ts'

/** The draft's only hard rule, on resolvers of Open vSwitch, cannot be seen from outside. */
export const testcase = defineTestcase({
  id: 'siegel-0127-dns-integration',
  title: 'Ports get names that can be resolved (scs-0127 draft: should; not an official id)',
  requirement: REQUIREMENT,
  remedy:
    'Add `dns` to `extension_drivers` in the section `[ml2]` of Neutron’s ML2 configuration; `openstack extension list --network` shows the result.',
  needs: ['networkExtensions'],
  judge({ networkExtensions }) {
    return judgeDnsExtension(networkExtensions, 'dns-integration')
  },
})
