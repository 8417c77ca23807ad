import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { Facts } from '#facts/facts.ts'
import { JUDGE_TABLE_NOW } from '#testcases/judge-table.ts'
import { testcase as semanticsCheck } from './scs-0100-semantics-check.ts'
import { testcase as syntaxCheck } from './scs-0100-syntax-check.ts'

interface SemanticsVector {
  readonly id: string
  readonly kind: string
  readonly input: { readonly name: string; readonly vcpus: number; readonly ram: number; readonly disk: number }
  readonly expected_python: { readonly syntax: string; readonly semantics: string }
  readonly expected_standard?: { readonly syntax?: string; readonly semantics?: string }
}

const VECTORS_URL = new URL('../../../../tests/vectors/iaas.json', import.meta.url)
const { vectors } = JSON.parse(readFileSync(VECTORS_URL, 'utf8')) as { vectors: SemanticsVector[] }
const rows = vectors.filter(({ kind }) => kind === 'flavor_semantics')

test('all 22 flavor_semantics vectors are here', () => assert.equal(rows.length, 22))

for (const { id, input, expected_python: python, expected_standard: standard } of rows) {
  test(`${id}: ${input.name} with ${input.vcpus} vCPUs, ${input.ram} MiB, ${input.disk} GiB`, () => {
    const { name, vcpus, ram: ramMiB, disk: diskGiB } = input
    const flavors = [{ id: '1', name, vcpus, ramMiB, diskGiB, isPublic: true, isDisabled: false, extraSpecs: {} }]
    const facts = { flavors } as Partial<Facts> as Facts
    const at = new Date(JUDGE_TABLE_NOW)
    const verdicts = {
      syntax: syntaxCheck.judge(facts, at).verdict,
      semantics: semanticsCheck.judge(facts, at).verdict,
    }
    assert.deepEqual(verdicts, { ...python, ...standard })
  })
}
