import { CodedError } from '#vocabulary/coded-error.ts'
import type { ParsedReport } from '../parse-reports.ts'
import type { SiegelBlock } from '../schema.ts'
import type { EvidenceBundle } from './evidence-bundle.ts'

/**
 * Makes sure that a bundle is the evidence of a report: its root is the one that was signed, and both tell of the same run.
 *
 * @returns what the report says beside the results
 * @throws CodedError EVIDENCE_ROOT_WRONG, EVIDENCE_CONTRADICTS_REPORT
 */
export function requireEvidenceOf(
  { root, run }: EvidenceBundle,
  report: Pick<ParsedReport, 'subject' | 'scopeUuid' | 'checkedAt' | 'siegel'>,
): SiegelBlock {
  const { siegel } = report
  if (!siegel?.evidence) {
    throw new CodedError('EVIDENCE_ROOT_WRONG', 'The report names no root of evidence, so that none can belong to it.')
  }
  if (siegel.evidence.root !== root) {
    const message = `The evidence has the root ${root}, the signed report names ${siegel.evidence.root}.`
    throw new CodedError('EVIDENCE_ROOT_WRONG', message)
  }
  const pairs = [
    ['subject', run.subject, report.subject],
    ['scope', run.scopeUuid.toLowerCase(), report.scopeUuid],
    ['moment of the check', new Date(run.checkedAt).toISOString(), report.checkedAt.toISOString()],
    ['suite version', run.suite.version, siegel.suite.version],
    ['suite digest', run.suite.digest, siegel.suite.digest],
    ['scope digest', run.scopeDigest, siegel.scopeDigest],
  ] as const
  const different = pairs.find(([, bundled, signed]) => bundled !== signed)
  if (different === undefined) return siegel
  const [what, bundled, signed] = different
  throw new CodedError(
    'EVIDENCE_CONTRADICTS_REPORT',
    `The ${what} is ${bundled} in the evidence, but ${signed} in the signed report.`,
  )
}
