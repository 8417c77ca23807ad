import { z } from 'zod'
import type { ObservedFacts } from '#facts/facts.ts'
import type { JudgedTestcase } from '#replay/judges.ts'
import type { EvidenceBundle } from '#report/evidence/evidence-bundle.ts'
import { factsOfBundle, withheldFacts } from '#report/evidence/evidence-bundle.ts'
import { packEvidence } from '#report/evidence/evidence-file.ts'
import type { Judgements } from '#testcases/judge-facts.ts'
import type { Judgement } from '#vocabulary/judgement.ts'
import type { TestcaseId } from '#vocabulary/testcase-id.ts'
import { ownJudges } from '../judges/own-judges.ts'
import { askReplay } from './ask-replay.ts'

interface EvidenceQuestion {
  readonly bundle: EvidenceBundle
  /** Another version of the suite than this program; with the digest exactly that build. */
  readonly suite?: { readonly version: string; readonly digest?: string }
  /** A folder with judges of releases besides the one beside the program. */
  readonly judgesFolder?: string | undefined
  /** All of the suite where absent. */
  readonly ids?: readonly TestcaseId[]
  readonly at: Date
  readonly signal?: AbortSignal
}

export interface JudgedEvidence {
  readonly facts: ObservedFacts
  readonly testcases: ReadonlyMap<TestcaseId, JudgedTestcase>
  /** A testcase that needs a withheld fact is an ABORT that says so. */
  readonly judgements: Judgements
}

const answerSchema = z.object({
  testcases: z.array(z.custom<JudgedTestcase>()),
  judgements: z.array(z.tuple([z.string(), z.custom<Judgement>()])),
})

/**
 * Judges a bundle again: by this program's own judges, or by those of another release in a process of its own.
 *
 * @throws CodedError REPLAY_JUDGES_MISSING, REPLAY_JUDGES_BROKEN, REPLAY_FAILED
 */
export async function judgeEvidence(question: EvidenceQuestion): Promise<JudgedEvidence> {
  const { bundle, suite, judgesFolder, ids, at, signal } = question
  const own = ownJudges()
  const facts = factsOfBundle(bundle)
  const isOwn =
    suite === undefined || (suite.digest === undefined ? suite.version === own.version : suite.digest === own.digest)
  if (isOwn) {
    const judgements = own.judge(ids ?? own.testcases.keys(), facts, at)
    return { facts, testcases: own.testcases, judgements: markWithheld(judgements, own.testcases, bundle) }
  }
  const evidence = packEvidence(bundle).toString('base64')
  const wish = { evidence, suite, judgesFolder: judgesFolder ?? null, ids: ids ?? null, at: at.toISOString() }
  const mayRead = judgesFolder === undefined ? [] : [judgesFolder]
  const answer = await askReplay({ kind: 'judge', ...wish }, answerSchema, { signal, mayRead })
  const testcases = new Map(answer.testcases.map((testcase) => [testcase.id, testcase]))
  return { facts, testcases, judgements: markWithheld(new Map(answer.judgements), testcases, bundle) }
}

function markWithheld(
  judgements: Judgements,
  testcases: ReadonlyMap<TestcaseId, JudgedTestcase>,
  bundle: EvidenceBundle,
): Judgements {
  const withheld = withheldFacts(bundle)
  return new Map(
    [...judgements].map(([id, judgement]): [TestcaseId, Judgement] => {
      const hidden = testcases.get(id)?.needs.filter((name) => withheld.has(name)) ?? []
      if (hidden.length === 0) return [id, judgement]
      const detail = `Withheld from the evidence: ${hidden.join(', ')}.`
      return [id, { verdict: 'ABORT', reason: { class: 'inconclusive', detail } }]
    }),
  )
}
