import { DONE, NO_ANSWER, refusedWith } from '#facts/call-outcomes.fixture.ts'
import type { KeyManagerTrial } from '#facts/openstack/key-manager-trial.ts'
import { judgeTable } from '#testcases/judge-table.ts'
import { testcase } from './scs-0116-permissions.ts'

type Present = Extract<KeyManagerTrial, { keyManager: 'present' }>

function trial(changes: Partial<Present> = {}): { keyManagerTrial: KeyManagerTrial } {
  const healthy = { create: DONE, list: DONE, isListed: true, remove: DONE, isGone: true }
  return { keyManagerTrial: { keyManager: 'present', ...healthy, ...changes } }
}

const UNTRIED = { list: null, isListed: null, remove: null, isGone: null }

judgeTable(testcase, [
  { name: 'a secret that can be created, found and deleted', facts: trial(), verdict: 'PASS', warnsAbout: [] },
  { name: 'no key manager', facts: { keyManagerTrial: { keyManager: 'absent' } }, verdict: 'PASS' },
  {
    name: 'members may not create secrets',
    facts: trial({ create: refusedWith(403, 'Secret creation attempt not allowed'), ...UNTRIED }),
    verdict: 'FAIL',
    about: ['service key-manager (creating a secret)'],
  },
  {
    name: 'members may not list secrets',
    facts: trial({ ...UNTRIED, list: refusedWith(403) }),
    verdict: 'FAIL',
    about: ['service key-manager (listing secrets)'],
  },
  {
    name: 'a secret that nobody finds again',
    facts: trial({ isListed: false }),
    verdict: 'FAIL',
    codes: ['secret-not-listed'],
  },
  {
    name: 'members may not delete secrets',
    facts: trial({ remove: refusedWith(403), isGone: null }),
    verdict: 'FAIL',
    about: ['service key-manager (deleting the secret)'],
  },
  {
    name: 'a secret that is still there after its deletion',
    facts: trial({ isGone: false }),
    verdict: 'PASS',
    warnsAbout: ['secret of the test'],
  },
  {
    name: 'a credential that has expired',
    facts: trial({ create: refusedWith(401), ...UNTRIED }),
    verdict: 'ABORT',
    abortClass: 'credential',
  },
  {
    name: 'a key manager that is broken',
    facts: trial({ create: refusedWith(500, 'Internal Server Error'), ...UNTRIED }),
    verdict: 'ABORT',
    abortClass: 'provider-error',
  },
  {
    name: 'a quota that is used up',
    facts: trial({ create: refusedWith(413, 'Quota reached'), ...UNTRIED }),
    verdict: 'ABORT',
    abortClass: 'inconclusive',
  },
  {
    name: 'a connection that is lost before the deletion',
    facts: trial({ remove: NO_ANSWER, isGone: null }),
    verdict: 'ABORT',
    abortClass: 'unreachable',
  },
  { name: 'a trial that stopped half-way', facts: trial(UNTRIED), verdict: 'ABORT', abortClass: 'suite-error' },
])
