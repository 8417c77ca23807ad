import { findingSentence } from '#pages/finding-words.ts'
import type { ReadyItem } from '#report/replay/preview.ts'
import type { Finding } from '#vocabulary/finding.ts'
import { FINDING_CODES, type FindingCode } from '#vocabulary/finding-codes.ts'

/** A finding as one sentence in English; of a code that this release does not know, the code itself. */
export function findingText(finding: ReadyItem['findings'][number]): string {
  const { kind, name } = finding.about
  const isKnown = FINDING_CODES.includes(finding.code as FindingCode)
  return `${kind} ${name}: ${isKnown ? findingSentence(finding as Finding, 'en') : finding.code}`
}
