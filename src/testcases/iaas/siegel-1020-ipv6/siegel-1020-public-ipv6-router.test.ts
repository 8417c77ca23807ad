import { DONE, NO_ANSWER, refusedWith } from '#facts/call-outcomes.fixture.ts'
import { judgeTable } from '#testcases/judge-table.ts'
import { ipv6Allocation, WITHOUT_POOL } from '../scs-0126-provider-networks/ipv6-allocation.fixture.ts'
import { testcase } from './siegel-1020-public-ipv6-router.ts'

const router = (externalAddresses: string[], attach = DONE) => ipv6Allocation({ router: { attach, externalAddresses } })

judgeTable(testcase, [
  { name: 'a router with addresses of both families', facts: ipv6Allocation(), verdict: 'PASS' },
  { name: 'a router with IPv6 only', facts: router(['2a01:4f8:1:2::9']), verdict: 'PASS' },
  {
    name: 'a router with IPv4 only',
    facts: router(['203.0.113.9']),
    verdict: 'FAIL',
    about: ['network default external network'],
  },
  { name: 'a router with a local address', facts: router(['fe80::1', 'fd00::1']), verdict: 'FAIL' },
  { name: 'a router without address', facts: router([]), verdict: 'FAIL', codes: ['router-without-public-ipv6'] },
  {
    name: 'a network that takes no router',
    facts: router([], refusedWith(403)),
    verdict: 'FAIL',
    codes: ['call-refused'],
  },
  { name: 'a connection that is lost', facts: router([], NO_ANSWER), verdict: 'ABORT', abortClass: 'unreachable' },
  {
    name: 'a quota that is used up',
    facts: router([], refusedWith(409, 'Quota exceeded')),
    verdict: 'ABORT',
    abortClass: 'inconclusive',
  },
  {
    name: 'no network to attach',
    facts: ipv6Allocation({ router: null }),
    verdict: 'ABORT',
    abortClass: 'inconclusive',
  },
  { name: 'no default pool', facts: WITHOUT_POOL, verdict: 'ABORT' },
])
