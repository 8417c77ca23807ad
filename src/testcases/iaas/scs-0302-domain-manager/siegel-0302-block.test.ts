import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { CallOutcome } from '#facts/call-outcome.ts'
import { DONE, NO_ANSWER, refusedWith } from '#facts/call-outcomes.fixture.ts'
import { DOMAIN_MANAGER_CHECKS } from '#facts/derived/domain-manager-checks.ts'
import type { DomainManagerTrial } from '#facts/openstack/domain-manager-trial.ts'
import { judgeTable } from '#testcases/judge-table.ts'
import { testcases } from './siegel-0302-block.ts'

function trial(changes: Readonly<Record<string, CallOutcome>> = {}): { domainManagerTrial: DomainManagerTrial } {
  return {
    domainManagerTrial: DOMAIN_MANAGER_CHECKS.map(({ id, expected }) => {
      return { check: id, outcome: changes[id] ?? (expected === 'works' ? DONE : refusedWith(403)) }
    }),
  }
}

function without(...ids: readonly string[]): { domainManagerTrial: DomainManagerTrial } {
  return { domainManagerTrial: trial().domainManagerTrial.filter(({ check }) => !ids.includes(check)) }
}

for (const testcase of testcases) {
  const checks = DOMAIN_MANAGER_CHECKS.filter(({ block }) => testcase.id === `siegel-0302-${block}`)
  const worksId = checks.find(({ expected }) => expected === 'works')?.id ?? ''
  const refusedId = checks.find(({ expected }) => expected === 'refused')?.id
  judgeTable(testcase, [
    { name: 'a domain manager as the standard wants it', facts: trial(), verdict: 'PASS' },
    {
      name: 'something that must work and is refused',
      facts: trial({ [worksId]: refusedWith(403) }),
      verdict: 'FAIL',
      about: [`domain manager (${worksId})`],
    },
    {
      name: 'something that must work and is not found',
      facts: trial({ [worksId]: refusedWith(404) }),
      verdict: 'FAIL',
      codes: ['call-refused'],
    },
    {
      name: 'a server that is broken',
      facts: trial({ [worksId]: refusedWith(500) }),
      verdict: 'ABORT',
      abortClass: 'provider-error',
    },
    { name: 'a check that was not tried', facts: without(worksId), verdict: 'ABORT', abortClass: 'inconclusive' },
    { name: 'nothing that was tried', facts: { domainManagerTrial: [] }, verdict: 'ABORT', abortClass: 'inconclusive' },
    ...(refusedId === undefined
      ? []
      : ([
          {
            name: 'something that must be refused and works',
            facts: trial({ [refusedId]: DONE, [worksId]: NO_ANSWER }),
            verdict: 'FAIL',
            about: [`domain manager (${refusedId})`],
            codes: ['call-not-refused'],
          },
          {
            name: 'something foreign that is hidden',
            facts: trial({ [refusedId]: refusedWith(404) }),
            verdict: 'PASS',
          },
          {
            name: 'a refusal for another reason',
            facts: trial({ [refusedId]: refusedWith(400) }),
            verdict: 'ABORT',
            abortClass: 'provider-error',
          },
        ] as const)),
  ])
}

describe('the checks of a domain manager', () => {
  test('have names of their own', () => {
    const ids = DOMAIN_MANAGER_CHECKS.map(({ id }) => id)
    assert.equal(new Set(ids).size, ids.length)
  })

  test('try to hand out admin in every way', () => {
    const ids = DOMAIN_MANAGER_CHECKS.filter(({ expected }) => expected === 'refused').map(({ id }) => id)
    assert.equal(ids.filter((id) => id.startsWith('grant-admin-')).length, 4)
  })
})
