import type { SubjectEvidence } from '#replay/preview/ready-list.ts'
import { type EvidenceBundle, factsOfBundle, withheldFacts } from '#report/evidence/evidence-bundle.ts'

/** A bundle as the pure functions of replay take it. */
export function subjectEvidence(bundle: EvidenceBundle): SubjectEvidence {
  const { subject, checkedAt, suite } = bundle.run
  const facts = factsOfBundle(bundle)
  return { subject, checkedAt: new Date(checkedAt), suite, facts, withheld: withheldFacts(bundle) }
}
