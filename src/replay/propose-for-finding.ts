import type { PlanAnswer, PlanQuestion } from './proposal.ts'
import { proposeForFlavors } from './proposals/propose-for-flavors.ts'
import { proposeForImageProperties } from './proposals/propose-for-image-properties.ts'
import { proposeForImageRotation } from './proposals/propose-for-image-rotation.ts'
import { proposeForMissingImages } from './proposals/propose-for-missing-images.ts'
import { proposeForSecurityGroupRules } from './proposals/propose-for-security-group-rules.ts'
import { proposeForServices } from './proposals/propose-for-services.ts'
import { proposeForVolumeTypes } from './proposals/propose-for-volume-types.ts'

type Proposer = (question: PlanQuestion) => PlanAnswer

/** The first fitting pattern decides. */
const PROPOSERS: readonly (readonly [pattern: RegExp, proposer: Proposer])[] = [
  [/^scs-0100-(?:syntax|semantics)-check$/, proposeForFlavors],
  [/^(?:scs-0103-flavor-|siegel-0100-extra-specs$)/, proposeForFlavors],
  [/^scs-0102-(?:image-recency|os_purpose-uniqueness)$/, proposeForImageRotation],
  [/^scs-0102-prop-/, proposeForImageProperties],
  [/^scs-0104-source-/, proposeForImageProperties],
  [/^siegel-0104-v2-source-/, proposeForImageProperties],
  [/^(?:scs-0104-image-|siegel-0104-v2-)/, proposeForMissingImages],
  [/^scs-0114-/, proposeForVolumeTypes],
  [/^scs-0115-default-rules$/, proposeForSecurityGroupRules],
  [/^scs-0116-presence$/, proposeForServices],
  [/^scs-0123-/, proposeForServices],
]

/** What to do about one finding, or why no plan can do it. */
export function proposeForFinding(question: PlanQuestion): PlanAnswer {
  const proposer = PROPOSERS.find(([pattern]) => pattern.test(question.testcaseId))?.[1]
  if (proposer !== undefined) return proposer(question)
  return { object: question.finding.about, why: 'A plan cannot change what this testcase looks at.' }
}
