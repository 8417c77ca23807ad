import type { FactName, Facts } from '#facts/facts.ts'
import type { Judgement } from '#vocabulary/judgement.ts'
import type { Lifetime } from '#vocabulary/lifetime.ts'
import type { Section } from '#vocabulary/section.ts'
import type { TestcaseId } from '#vocabulary/testcase-id.ts'

interface TestcaseText {
  readonly id: TestcaseId
  /** The good state as a full sentence. */
  readonly title: string
  /** Where the standard demands it: a URL, with the section's anchor if there is one. */
  readonly requirement: string
  /** What to do when it fails; commands in backticks. */
  readonly remedy: string
  /** How long a result counts; `week` when absent. A scope version may override it. */
  readonly lifetime?: Lifetime
  /** Day (YYYY-MM-DD) since which no scope uses the testcase any more. */
  readonly retired?: string
}

/** A testcase that the program judges from facts. */
export interface AutomatedTestcase<Need extends FactName = FactName> extends TestcaseText {
  readonly judgedBy: 'program'
  /** What running it costs; `light` when absent. */
  readonly section: Section
  readonly needs: readonly Need[]
  judge(facts: Pick<Facts, Need>, at: Date): Judgement
}

/** A testcase that a person judges from documents; its verdict arrives in a signed report like any other. */
export interface ManualTestcase extends TestcaseText {
  readonly judgedBy: 'person'
}

export type Testcase = AutomatedTestcase | ManualTestcase

/**
 * Declares a testcase. The compiler refuses a judge that reads a fact not in `needs`, a FAIL without a finding, and a MISS.
 */
export function defineTestcase<const Need extends FactName>(
  testcase: Omit<AutomatedTestcase<Need>, 'judgedBy' | 'section'> & { section?: Section },
): AutomatedTestcase {
  // A judge only ever receives the facts that it needs, so forgetting the narrower type is safe here and nowhere else.
  return { section: 'light', ...testcase, judgedBy: 'program' } as AutomatedTestcase<never> as AutomatedTestcase
}

/** Declares a testcase that a person judges. */
export function defineManualTestcase(testcase: Omit<ManualTestcase, 'judgedBy'>): ManualTestcase {
  return { ...testcase, judgedBy: 'person' }
}
