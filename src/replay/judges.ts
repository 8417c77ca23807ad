import type { FactName, ObservedFacts } from '#facts/facts.ts'
import type { Testcase } from '#testcases/define-testcase.ts'
import { type Judgements, judgeFacts } from '#testcases/judge-facts.ts'
import type { Lifetime } from '#vocabulary/lifetime.ts'
import type { Section } from '#vocabulary/section.ts'
import type { TestcaseId } from '#vocabulary/testcase-id.ts'

/** What a judge says about its testcase. */
export interface JudgedTestcase {
  readonly id: TestcaseId
  readonly title: string
  readonly requirement: string
  readonly remedy: string
  readonly needs: readonly FactName[]
  readonly section: Section
  readonly lifetime?: Lifetime
}

/** The judges of one version of the suite, whether they are this program's own or those of a release. */
export interface Judges {
  readonly version: string
  /** The suite digest under which its reports name it. */
  readonly digest: string
  readonly testcases: ReadonlyMap<TestcaseId, JudgedTestcase>
  /** Judges these testcases; those that this version does not have are left out. Never throws for what facts hold. */
  judge(ids: Iterable<TestcaseId>, facts: ObservedFacts, at: Date): Judgements
}

/** Judges from testcases in this process. */
export function judgesOf(testcases: readonly Testcase[], suite: { version: string; digest: string }): Judges {
  const automated = new Map(
    testcases.flatMap((testcase) => (testcase.judgedBy === 'program' ? [[testcase.id, testcase] as const] : [])),
  )
  return {
    ...suite,
    testcases: automated,
    judge: (ids, facts, at) =>
      judgeFacts(
        [...ids].flatMap((id) => automated.get(id) ?? []),
        facts,
        at,
      ),
  }
}
