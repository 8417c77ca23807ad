import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { judgeRoles } from './preflight.ts'

interface Expected {
  readonly ok: boolean
  readonly member?: boolean
}

interface Vector {
  readonly id: string
  readonly kind: string
  readonly input: { readonly token_roles: string[] }
  readonly expected_python: Expected
  readonly expected_standard?: Partial<Expected>
}

const { vectors } = JSON.parse(readFileSync(new URL('../../tests/vectors/iaas.json', import.meta.url), 'utf8')) as {
  vectors: Vector[]
}
const ours = vectors.filter((vector) => vector.kind === 'preflight_roles')

describe('the roles of a token', () => {
  test('all five vectors are there', () => assert.equal(ours.length, 5))
  for (const { id, input, expected_python, expected_standard } of ours) {
    test(`${id}: ${input.token_roles.join(', ') || 'none'}`, () => {
      const expected = { ...expected_python, ...expected_standard }
      const judgement = judgeRoles(input.token_roles)
      assert.equal(judgement.elevated.length === 0, expected.ok)
      if (expected.member !== undefined) assert.equal(judgement.isMember, expected.member)
      assert.equal(judgement.isAllowed, expected.ok && expected.member === true)
      assert.equal(judgement.refusal === undefined, judgement.isAllowed)
    })
  }

  const rows: [string[], string | undefined, string | undefined][] = [
    [['member'], undefined, undefined],
    [['Admin', 'member'], undefined, undefined],
    [['reader'], 'SUITE_ROLE_MISSING', 'permission'],
    [['Member'], 'SUITE_ROLE_MISSING', 'permission'],
    [['admin'], 'SUITE_ROLE_TOO_POWERFUL', 'credential'],
    [['member', 'reader', 'manager'], 'SUITE_ROLE_TOO_POWERFUL', 'credential'],
  ]
  for (const [roles, code, abortClass] of rows) {
    test(`${roles.join(', ')} ${code === undefined ? 'may go on' : `is refused with ${code}`}`, () => {
      const { refusal } = judgeRoles(roles)
      assert.equal(refusal?.error.code, code)
      assert.equal(refusal?.reason.class, abortClass)
    })
  }
})
