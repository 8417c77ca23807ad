import { NO_ANSWER, refusedWith } from '#facts/call-outcomes.fixture.ts'
import { judgeTable } from '#testcases/judge-table.ts'
import { ipv6Allocation, NO_SUBNET, WITHOUT_POOL } from './ipv6-allocation.fixture.ts'
import { testcase } from './siegel-0126-ipv6-allocation.ts'

judgeTable(testcase, [
  { name: 'a /64', facts: ipv6Allocation(), verdict: 'PASS' },
  { name: 'no default pool', facts: WITHOUT_POOL, verdict: 'FAIL', about: ['service network'] },
  {
    name: 'a pool that is empty',
    facts: ipv6Allocation({
      createSubnet: refusedWith(400, 'Insufficient prefix space to allocate subnet size /64'),
      ...NO_SUBNET,
    }),
    verdict: 'FAIL',
    about: ['subnet pool default for IPv6'],
  },
  { name: 'a longer prefix', facts: ipv6Allocation({ cidr: '2a01:4f8::/80' }), verdict: 'FAIL' },
  { name: 'a prefix of IPv4', facts: ipv6Allocation({ cidr: '10.0.0.0/24' }), verdict: 'FAIL' },
  { name: 'a subnet that does not tell its prefix', facts: ipv6Allocation({ cidr: null }), verdict: 'FAIL' },
  {
    name: 'a quota that is used up',
    facts: ipv6Allocation({
      createSubnet: refusedWith(400, 'Per-tenant subnet pool prefix quota exceeded.'),
      ...NO_SUBNET,
    }),
    verdict: 'ABORT',
    abortClass: 'inconclusive',
  },
  {
    name: 'a project that may not create networks',
    facts: ipv6Allocation({ createNetwork: refusedWith(403), createSubnet: null, ...NO_SUBNET }),
    verdict: 'ABORT',
    abortClass: 'permission',
  },
  {
    name: 'a connection that is lost',
    facts: ipv6Allocation({ createSubnet: NO_ANSWER, ...NO_SUBNET }),
    verdict: 'ABORT',
    abortClass: 'unreachable',
  },
  {
    name: 'a trial that stopped half-way',
    facts: ipv6Allocation({ createSubnet: null, ...NO_SUBNET }),
    verdict: 'ABORT',
    abortClass: 'suite-error',
  },
])
