import { DONE, NO_ANSWER, refusedWith } from '#facts/call-outcomes.fixture.ts'
import { judgeTable } from '#testcases/judge-table.ts'
import { testcase } from './siegel-0126-rbac-refused.ts'

judgeTable(testcase, [
  {
    name: 'a policy that is refused',
    facts: { rbacTrial: { createNetwork: DONE, createPolicy: refusedWith(403) } },
    verdict: 'PASS',
  },
  {
    name: 'a policy that is made',
    facts: { rbacTrial: { createNetwork: DONE, createPolicy: DONE } },
    verdict: 'FAIL',
    about: ['service network'],
  },
  {
    name: 'a cloud without such policies',
    facts: { rbacTrial: { createNetwork: DONE, createPolicy: refusedWith(404) } },
    verdict: 'ABORT',
    abortClass: 'provider-error',
  },
  {
    name: 'a connection that is lost',
    facts: { rbacTrial: { createNetwork: DONE, createPolicy: NO_ANSWER } },
    verdict: 'ABORT',
    abortClass: 'unreachable',
  },
  {
    name: 'no network to share',
    facts: { rbacTrial: { createNetwork: refusedWith(409, 'Quota exceeded'), createPolicy: null } },
    verdict: 'ABORT',
    abortClass: 'inconclusive',
  },
  {
    name: 'a trial that stopped half-way',
    facts: { rbacTrial: { createNetwork: DONE, createPolicy: null } },
    verdict: 'ABORT',
    abortClass: 'suite-error',
  },
])
