import { html } from 'hono/html'
import type { SiegelTestcase } from '#report/schema.ts'
import type { Finding } from '#vocabulary/finding.ts'
import { FINDING_CODES, type FindingCode } from '#vocabulary/finding-codes.ts'
import { findingSentence } from './finding-words.ts'
import type { Html } from './html.ts'
import type { View } from './view.ts'
import { visibleText } from './visible-text.ts'

/** What a report says about a testcase beside its verdict. The report may come from a newer suite with other codes. */
export type TestcaseEvidence = SiegelTestcase
type ReportedFinding = NonNullable<Extract<TestcaseEvidence, { verdict: 'FAIL' }>['findings']>[number]

const MOST_SHOWN = 25

/** Findings, warnings, or the reason why a testcase was not finished, in words. Empty for a plain PASS. */
export function evidenceInWords(view: View, evidence: TestcaseEvidence): Html | string {
  const { words } = view
  if (evidence.verdict === 'ABORT') {
    const { class: abortClass, detail } = evidence.reason
    return html`<p>${words.reason}: ${words.abortClasses[abortClass]}.</p>
          <p class="quote" lang="en"><bdi>${visibleText(detail)}</bdi></p>`
  }
  const findings = evidence.verdict === 'FAIL' ? evidence.findings : []
  const warnings = evidence.warnings ?? []
  const omitted = evidence.omitted ?? 0
  return html`${list(view, words.findings, findings, evidence.verdict === 'FAIL' ? omitted : 0)}${list(
    view,
    words.warnings,
    warnings,
    evidence.verdict === 'FAIL' ? 0 : omitted,
  )}`
}

function list(
  view: View,
  title: (count: number) => string,
  findings: readonly ReportedFinding[],
  omitted: number,
): Html | string {
  const count = findings.length + omitted
  if (count === 0) return ''
  const shown = findings.slice(0, MOST_SHOWN)
  const more = count - shown.length
  return html`<p class="list-title">${title(count)}</p>
          <ul class="findings">
            ${shown.map((finding) => html`<li>${sentence(view, finding)}</li>`)}
            ${more > 0 ? html`<li>${view.words.moreFindings(more)}</li>` : ''}
          </ul>`
}

/** Findings, warnings, or the reason why a testcase was not finished, as one line of text each. */
export function evidenceLines(view: View, evidence: TestcaseEvidence): string[] {
  const { words } = view
  if (evidence.verdict === 'ABORT') {
    const { class: abortClass, detail } = evidence.reason
    return [`${words.reason}: ${words.abortClasses[abortClass]}. ${detail}`]
  }
  const all = [...(evidence.verdict === 'FAIL' ? evidence.findings : []), ...(evidence.warnings ?? [])]
  const more = all.length + (evidence.omitted ?? 0) - MOST_SHOWN
  const lines = all.slice(0, MOST_SHOWN).map((finding) => {
    const { kindWord, text } = inWords(view, finding)
    const { name, id } = finding.about
    return `${kindWord} ${name}${id === undefined ? '' : ` (${id})`}: ${text}`
  })
  return more > 0 ? [...lines, words.moreFindings(more)] : lines
}

function inWords({ words, language }: View, finding: ReportedFinding): { kindWord: string; text: string } {
  const { kind } = finding.about
  const kindWord = Object.hasOwn(words.objectKinds, kind) ? words.objectKinds[kind as Finding['about']['kind']] : kind
  const text = isKnown(finding)
    ? findingSentence(finding, language)
    : words.unknownFinding(finding.code, finding.found, finding.expected)
  return { kindWord, text }
}

function sentence(view: View, finding: ReportedFinding): Html {
  const { name, id } = finding.about
  const { kindWord, text } = inWords(view, finding)
  return html`<bdi>${visibleText(kindWord)}</bdi> <bdi class="name">${visibleText(name)}</bdi>${id === undefined ? '' : html` <span class="note">(<bdi>${visibleText(id)}</bdi>)</span>`}: <bdi>${visibleText(text)}</bdi>`
}

function isKnown(finding: ReportedFinding): finding is ReportedFinding & Finding {
  return FINDING_CODES.includes(finding.code as FindingCode)
}
