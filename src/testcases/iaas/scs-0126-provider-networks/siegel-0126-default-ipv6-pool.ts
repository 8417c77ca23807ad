import { defaultSharedPools } from '#facts/derived/provider-network.ts'
import { conclude } from '#testcases/conclude.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'
import type { Finding } from '#vocabulary/finding.ts'
import { poolsNotUnique } from './pools-not-unique.ts'
import { REQUIREMENT } from './requirement.ts'

/** What every IPv6 subnet with automatic addresses has (RFC 4862). */
const SUBNET_PREFIX_LENGTH = 64

export const testcase = defineTestcase({
  id: 'siegel-0126-default-ipv6-pool',
  title:
    'Exactly one shared IPv6 subnet pool is the default, and a /64 can be had (scs-0126 draft: must; not an official id)',
  requirement: REQUIREMENT,
  remedy:
    'Needs an administrator: `openstack subnet pool create --share --default --pool-prefix PREFIX --min-prefix-length 56 --default-prefix-length 64 --max-prefix-length 64 NAME`; of several, `openstack subnet pool set --no-default NAME` for all others.',
  needs: ['subnetPools'],
  judge({ subnetPools }) {
    const pools = defaultSharedPools(subnetPools, 6)
    const about = { kind: 'service', name: 'network' } as const
    const missing: Finding = { code: 'default-pool-missing', about, expected: 'IPv6' }
    const narrow = pools
      .filter(
        ({ minPrefixLength, maxPrefixLength }) =>
          minPrefixLength > SUBNET_PREFIX_LENGTH || maxPrefixLength < SUBNET_PREFIX_LENGTH,
      )
      .map(({ id, name, minPrefixLength, maxPrefixLength }): Finding => {
        const found = `/${minPrefixLength} to /${maxPrefixLength}`
        return {
          code: 'pool-prefix-length-not-allowed',
          about: { kind: 'subnet pool', name, id },
          found,
          expected: '/64',
        }
      })
    return conclude({
      examined: pools.length,
      findings: [...poolsNotUnique(pools), ...narrow],
      whenNone: { fail: missing },
    })
  },
})
