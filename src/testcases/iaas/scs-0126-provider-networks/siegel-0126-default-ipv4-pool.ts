import { defaultSharedPools } from '#facts/derived/provider-network.ts'
import { conclude } from '#testcases/conclude.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'
import { poolsNotUnique } from './pools-not-unique.ts'
import { REQUIREMENT } from './requirement.ts'

export const testcase = defineTestcase({
  id: 'siegel-0126-default-ipv4-pool',
  title: 'At most one shared IPv4 subnet pool is the default (scs-0126 draft: must; not an official id)',
  requirement: REQUIREMENT,
  remedy: 'Keep one (needs an administrator): `openstack subnet pool set --no-default NAME` for all others.',
  needs: ['subnetPools'],
  judge({ subnetPools }) {
    const pools = defaultSharedPools(subnetPools, 4)
    return conclude({ examined: pools.length, findings: poolsNotUnique(pools), whenNone: 'PASS' })
  },
})
