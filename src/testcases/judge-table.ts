import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { FACT_SCHEMAS, type FactName, type Facts } from '#facts/facts.ts'
import type { AbortClass } from '#vocabulary/abort-reason.ts'
import { describeObject } from '#vocabulary/finding.ts'
import type { FindingCode } from '#vocabulary/finding-codes.ts'
import type { Judgement } from '#vocabulary/judgement.ts'
import type { Verdict } from '#vocabulary/verdict.ts'
import type { AutomatedTestcase } from './define-testcase.ts'

/** One row: a sentence about the cloud, its facts, the verdict, and for FAIL what the findings are about. */
export interface JudgeRow {
  readonly name: string
  readonly facts: Partial<Facts>
  readonly at?: string
  readonly verdict: Verdict
  /** The objects of the findings in order, as `image Ubuntu 24.04`; checked where given. */
  readonly about?: readonly string[]
  /** The objects of the warnings in order; checked where given. */
  readonly warnsAbout?: readonly string[]
  /** The codes of the findings in order; checked where given. */
  readonly codes?: readonly FindingCode[]
  /** The class of the reason of an ABORT; checked where given. */
  readonly abortClass?: AbortClass
}

/** The moment of judgement where a row names none. */
export const JUDGE_TABLE_NOW = '2026-08-09T00:00:00Z'

/**
 * Tests one testcase with a table. Refuses duplicate rows, facts that do not fit their schema, and a table without at
 * least one PASS and one FAIL.
 */
export function judgeTable(testcase: AutomatedTestcase, rows: readonly JudgeRow[]): void {
  describe(testcase.id, () => {
    test('the table is sound', () => {
      const names = rows.map((row) => row.name)
      assert.deepEqual(names, [...new Set(names)], 'two rows have the same name')
      const inputs = rows.map((row) => JSON.stringify([row.facts, row.at]))
      assert.equal(new Set(inputs).size, inputs.length, 'two rows have the same facts')
      for (const verdict of ['PASS', 'FAIL']) {
        assert.ok(
          rows.some((row) => row.verdict === verdict),
          `no row expects ${verdict}`,
        )
      }
    })
    for (const row of rows) {
      test(row.name, () => {
        for (const [name, value] of Object.entries(row.facts)) FACT_SCHEMAS[name as FactName].parse(value)
        const needed = Object.fromEntries(testcase.needs.map((name) => [name, row.facts[name]])) as unknown as Facts
        const judgement = testcase.judge(needed, new Date(row.at ?? JUDGE_TABLE_NOW))
        assert.equal(judgement.verdict, row.verdict, JSON.stringify(judgement))
        if (row.about) assert.deepEqual(objectsOf(judgement, 'findings'), row.about)
        if (row.warnsAbout) assert.deepEqual(objectsOf(judgement, 'warnings'), row.warnsAbout)
        if (row.codes) assert.deepEqual(codesOf(judgement), row.codes)
        if (row.abortClass) assert.equal(judgement.verdict === 'ABORT' && judgement.reason.class, row.abortClass)
      })
    }
  })
}

function codesOf(judgement: Judgement): FindingCode[] {
  return judgement.verdict === 'FAIL' ? judgement.findings.map(({ code }) => code) : []
}

function objectsOf(judgement: Judgement, list: 'findings' | 'warnings'): string[] {
  if (judgement.verdict === 'ABORT') return []
  if (list === 'warnings') return judgement.warnings.map((warning) => describeObject(warning.about))
  return judgement.verdict === 'FAIL' ? judgement.findings.map((finding) => describeObject(finding.about)) : []
}
