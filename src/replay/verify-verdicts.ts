import type { FactName } from '#facts/facts.ts'
import { describeTestcase } from '#report/build-report.ts'
import { canonicalJson } from '#report/canonical-json.ts'
import type { SiegelBlock, SiegelTestcase } from '#report/schema.ts'
import type { Judgements } from '#testcases/judge-facts.ts'
import type { TestcaseId } from '#vocabulary/testcase-id.ts'

/** How the verdicts of a report and the evidence go together. */
export interface VerdictVerification {
  /** Judged again with the same verdict, findings and warnings. */
  readonly proved: readonly TestcaseId[]
  /** They need facts that are withheld, and so have to be believed. */
  readonly unproved: readonly { readonly id: TestcaseId; readonly facts: readonly FactName[] }[]
  /** The evidence leads to something else. */
  readonly contradicted: readonly TestcaseId[]
}

/** Compares what a signed report says with what judging its evidence again gives. */
export function verifyVerdicts(
  said: SiegelBlock['testcases'],
  judgements: Judgements,
  needsOf: (id: TestcaseId) => readonly FactName[],
  withheld: ReadonlySet<FactName>,
): VerdictVerification {
  const ids = Object.keys(said).sort()
  const hidden = new Map(ids.map((id) => [id, needsOf(id).filter((name) => withheld.has(name))]))
  const shown = ids.filter((id) => hidden.get(id)?.length === 0)
  const isSame = (id: TestcaseId) => {
    const [reported, judgement] = [said[id], judgements.get(id)]
    return (
      reported !== undefined && judgement !== undefined && content(reported) === content(again(judgement, reported))
    )
  }
  return {
    proved: shown.filter(isSame),
    unproved: ids.flatMap((id) => {
      const facts = hidden.get(id) ?? []
      return facts.length > 0 ? [{ id, facts }] : []
    }),
    contradicted: shown.filter((id) => !isSame(id)),
  }
}

function again(
  judgement: Parameters<typeof describeTestcase>[0]['judgement'],
  { judgedAt }: SiegelTestcase,
): SiegelTestcase {
  return describeTestcase({ judgement, judgedAt: new Date(judgedAt) })
}

/** Without the time that judging took. */
function content(testcase: SiegelTestcase): string {
  return canonicalJson({ ...testcase, durationMs: undefined, judgedAt: undefined })
}
