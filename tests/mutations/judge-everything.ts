import type { FactName, Facts } from '#facts/facts.ts'
import type { AutomatedTestcase } from '#testcases/define-testcase.ts'
import { TESTCASES } from '#testcases/index.ts'
import type { Judgement } from '#vocabulary/judgement.ts'

/** Every testcase of this release that the program judges from these facts. */
export function decidableTestcases(facts: Partial<Facts>): AutomatedTestcase[] {
  const known = new Set<FactName>(Object.keys(facts) as FactName[])
  return TESTCASES.filter((testcase) => testcase.judgedBy === 'program').filter(({ needs }) =>
    needs.every((name) => known.has(name)),
  )
}

/** What does not pass, by the id of its testcase. */
export function notPassed(facts: Partial<Facts>, at: Date): Map<string, Exclude<Judgement, { verdict: 'PASS' }>> {
  const judged = decidableTestcases(facts).map(({ id, judge }) => [id, judge(facts as Facts, at)] as const)
  return new Map(judged.flatMap(([id, judgement]) => (judgement.verdict === 'PASS' ? [] : [[id, judgement] as const])))
}
