import { type VerdictVerification, verifyVerdicts } from '#replay/verify-verdicts.ts'
import { type EvidenceBundle, withheldFacts } from '#report/evidence/evidence-bundle.ts'
import { requireEvidenceOf } from '#report/evidence/require-evidence-of.ts'
import type { ParsedReport } from '#report/parse-reports.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import { judgeEvidence } from './judge-evidence.ts'

const MOST_NAMED = 10

/**
 * Verifies that a bundle belongs to a signed report and leads to its verdicts, findings and warnings, by the judges of the very
 * suite that the report names.
 *
 * @throws CodedError EVIDENCE_ROOT_WRONG, EVIDENCE_CONTRADICTS_REPORT, REPLAY_JUDGES_MISSING that names the version to install
 */
export async function verifyEvidence(
  bundle: EvidenceBundle,
  reports: readonly ParsedReport[],
  { signal, judgesFolder }: { signal: AbortSignal; judgesFolder?: string | undefined },
): Promise<VerdictVerification> {
  const [first, ...more] = reports
  if (first === undefined) throw new CodedError('EVIDENCE_ROOT_WRONG', 'The signed file holds no report.')
  const report = more.find(({ siegel }) => siegel?.evidence?.root === bundle.root) ?? first
  const siegel = requireEvidenceOf(bundle, report)
  const { judgements, testcases } = await judgeEvidence({
    bundle,
    suite: siegel.suite,
    ids: Object.keys(siegel.testcases),
    at: report.checkedAt,
    judgesFolder,
    signal,
  })
  const needsOf = (id: string) => testcases.get(id)?.needs ?? []
  const verification = verifyVerdicts(siegel.testcases, judgements, needsOf, withheldFacts(bundle))
  const { contradicted } = verification
  if (contradicted.length === 0) return verification
  const hidden = contradicted.length - MOST_NAMED
  const named = `${contradicted.slice(0, MOST_NAMED).join(', ')}${hidden > 0 ? ` and ${hidden} more` : ''}`
  throw new CodedError(
    'EVIDENCE_CONTRADICTS_REPORT',
    `The evidence leads to other judgements than the report says: ${named}.`,
  )
}
