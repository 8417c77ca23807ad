import type { ObservedFacts } from '#facts/facts.ts'
import { ownJudges } from './own-judges.ts'

type Question =
  | { readonly ask: 'describe' }
  | { readonly ask: 'judge'; readonly ids: readonly string[]; readonly facts: ObservedFacts; readonly at: string }

/**
 * What a release keeps of its judges, as one self-contained file (`tools/build-release.ts`): texts in, texts out, so that a
 * later version can ask an earlier one that it does not trust.
 */
export function answer(question: string): string {
  const asked = JSON.parse(question) as Question
  const judges = ownJudges()
  if (asked.ask === 'describe') {
    const testcases = [...judges.testcases.values()].map(
      ({ id, title, requirement, remedy, needs, section, lifetime }) => {
        return { id, title, requirement, remedy, needs, section, lifetime }
      },
    )
    return JSON.stringify({ format: 1, version: judges.version, digest: judges.digest, testcases })
  }
  return JSON.stringify([...judges.judge(asked.ids, asked.facts, new Date(asked.at))])
}
