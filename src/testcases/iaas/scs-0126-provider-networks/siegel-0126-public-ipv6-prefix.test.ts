import { judgeTable } from '#testcases/judge-table.ts'
import { ipv6Allocation, NO_SUBNET, WITHOUT_POOL } from './ipv6-allocation.fixture.ts'
import { testcase } from './siegel-0126-public-ipv6-prefix.ts'

judgeTable(testcase, [
  { name: 'a public prefix', facts: ipv6Allocation(), verdict: 'PASS' },
  { name: 'the last public prefix', facts: ipv6Allocation({ cidr: '3fff:ffff:ffff:ffff::/64' }), verdict: 'PASS' },
  {
    name: 'a local prefix',
    facts: ipv6Allocation({ cidr: 'fd00:1234::/64' }),
    verdict: 'FAIL',
    about: ['subnet pool default for IPv6'],
  },
  { name: 'a prefix below the public ones', facts: ipv6Allocation({ cidr: '1fff:1::/64' }), verdict: 'FAIL' },
  { name: 'a prefix above the public ones', facts: ipv6Allocation({ cidr: '4000::/64' }), verdict: 'FAIL' },
  { name: 'a prefix that begins with zeros', facts: ipv6Allocation({ cidr: '::2001:0:0:0/64' }), verdict: 'FAIL' },
  { name: 'something that is no prefix', facts: ipv6Allocation({ cidr: '2001' }), verdict: 'FAIL' },
  { name: 'no prefix', facts: ipv6Allocation(NO_SUBNET), verdict: 'ABORT', abortClass: 'inconclusive' },
  { name: 'no default pool', facts: WITHOUT_POOL, verdict: 'ABORT', abortClass: 'inconclusive' },
])
