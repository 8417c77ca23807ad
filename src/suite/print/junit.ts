import { findingSentence } from '#pages/finding-words.ts'
import { describeObject } from '#vocabulary/finding.ts'
import type { Judgement } from '#vocabulary/judgement.ts'
import type { CheckRun } from '../check-run.ts'
import { ABORT_WORDS } from './words.ts'

/**
 * The run in the JUnit XML dialect that CI systems read: FAIL is a failure, ABORT an error, and what this release cannot
 * judge is skipped.
 */
export function junitXml(run: CheckRun): string {
  const cases = run.selection.testcases.map((testcase) => {
    const judgement = run.judgements.get(testcase.id)
    const inner = judgement === undefined ? '' : outcomeElement(judgement, testcase.remedy)
    return `    <testcase classname="${escapeXml(run.scope.slug)}" name="${escapeXml(testcase.id)}">${inner}</testcase>`
  })
  const skipped = run.selection.notInThisRelease.map(
    (id) =>
      `    <testcase classname="${escapeXml(run.scope.slug)}" name="${escapeXml(id)}"><skipped message="not in this release"/></testcase>`,
  )
  const count = (verdict: string) => [...run.judgements.values()].filter((one) => one.verdict === verdict).length
  const total = cases.length + skipped.length
  const seconds = ((run.finishedAt.getTime() - run.checkedAt.getTime()) / 1000).toFixed(3)
  const attributes = `tests="${total}" failures="${count('FAIL')}" errors="${count('ABORT')}" skipped="${skipped.length}" time="${seconds}"`
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites ${attributes}>
  <testsuite name="${escapeXml(run.subject)}" timestamp="${run.checkedAt.toISOString()}" ${attributes}>
${[...cases, ...skipped].join('\n')}
  </testsuite>
</testsuites>
`
}

function outcomeElement(judgement: Judgement, remedy: string): string {
  if (judgement.verdict === 'PASS') return ''
  if (judgement.verdict === 'ABORT') {
    return `<error type="${judgement.reason.class}" message="${escapeXml(ABORT_WORDS[judgement.reason.class])}">${escapeXml(judgement.reason.detail)}</error>`
  }
  const lines = judgement.findings.map(
    (finding) => `${describeObject(finding.about)}: ${findingSentence(finding, 'en')}`,
  )
  return `<failure message="${escapeXml(lines[0] ?? '')}">${escapeXml([...lines, `To do: ${remedy}`].join('\n'))}</failure>`
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

/** Escapes text for XML 1.0, and drops the characters that XML 1.0 cannot hold at all. */
function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}
