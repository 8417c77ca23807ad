import type { Facts, ObservedFacts } from '#facts/facts.ts'
import type { Judgement } from '#vocabulary/judgement.ts'
import type { TestcaseId } from '#vocabulary/testcase-id.ts'
import type { AutomatedTestcase } from './define-testcase.ts'

export type Judgements = ReadonlyMap<TestcaseId, Judgement>

/**
 * Judges every testcase from what was observed. A testcase whose fact is missing is an ABORT with the reason why it is
 * missing; a judge that throws is an ABORT of that testcase alone.
 */
export function judgeFacts(testcases: readonly AutomatedTestcase[], facts: ObservedFacts, at: Date): Judgements {
  return new Map(testcases.map((testcase) => [testcase.id, judgeOne(testcase, facts, at)]))
}

function judgeOne(testcase: AutomatedTestcase, facts: ObservedFacts, at: Date): Judgement {
  const values: Record<string, unknown> = {}
  for (const name of testcase.needs) {
    const observed = facts[name]
    if (observed === undefined) {
      return abort('suite-error', `the fact ${name} was not observed in this run`)
    }
    if (!observed.ok) return { verdict: 'ABORT', reason: observed.reason }
    values[name] = observed.value
  }
  try {
    return testcase.judge(values as Facts, at)
  } catch (error) {
    return abort('suite-error', `the judge of ${testcase.id} failed: ${error instanceof Error ? error.message : error}`)
  }
}

function abort(reason: 'suite-error', detail: string): Judgement {
  return { verdict: 'ABORT', reason: { class: reason, detail } }
}
