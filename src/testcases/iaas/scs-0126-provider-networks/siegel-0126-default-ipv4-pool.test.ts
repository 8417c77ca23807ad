import { ipv4Pool, ipv6Pool } from '#facts/openstack/healthy-networks.ts'
import { judgeTable } from '#testcases/judge-table.ts'
import { testcase } from './siegel-0126-default-ipv4-pool.ts'

judgeTable(testcase, [
  { name: 'no pool for IPv4', facts: { subnetPools: [ipv6Pool(), ipv6Pool({ id: 'p7' })] }, verdict: 'PASS' },
  { name: 'one default pool', facts: { subnetPools: [ipv4Pool()] }, verdict: 'PASS' },
  {
    name: 'two default pools',
    facts: { subnetPools: [ipv4Pool(), ipv4Pool({ id: 'p5', name: 'second' })] },
    verdict: 'FAIL',
    about: ['subnet pool private-ipv4', 'subnet pool second'],
  },
])
