import { ipv4Pool, ipv6Pool } from '#facts/openstack/healthy-networks.ts'
import { judgeTable } from '#testcases/judge-table.ts'
import { testcase } from './siegel-0126-default-ipv6-pool.ts'

judgeTable(testcase, [
  { name: 'one default pool', facts: { subnetPools: [ipv4Pool(), ipv6Pool()] }, verdict: 'PASS' },
  {
    name: 'a second pool that is no default, and one of somebody else',
    facts: {
      subnetPools: [ipv6Pool(), ipv6Pool({ id: 'p7', isDefault: false }), ipv6Pool({ id: 'p8', isShared: false })],
    },
    verdict: 'PASS',
  },
  {
    name: 'two default pools',
    facts: { subnetPools: [ipv6Pool(), ipv6Pool({ id: 'p7', name: 'second' })] },
    verdict: 'FAIL',
    about: ['subnet pool public-ipv6', 'subnet pool second'],
  },
  {
    name: 'prefixes that are all longer than a /64',
    facts: { subnetPools: [ipv6Pool({ minPrefixLength: 65, maxPrefixLength: 128 })] },
    verdict: 'FAIL',
    codes: ['pool-prefix-length-not-allowed'],
  },
  {
    name: 'prefixes that are all shorter than a /64',
    facts: { subnetPools: [ipv6Pool({ minPrefixLength: 48, maxPrefixLength: 63 })] },
    verdict: 'FAIL',
    codes: ['pool-prefix-length-not-allowed'],
  },
  {
    name: 'a default pool for IPv4 only',
    facts: { subnetPools: [ipv4Pool()] },
    verdict: 'FAIL',
    about: ['service network'],
  },
  { name: 'no pools', facts: { subnetPools: [] }, verdict: 'FAIL', codes: ['default-pool-missing'] },
])
