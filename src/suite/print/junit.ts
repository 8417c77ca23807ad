import type { CheckRun } from '../check-run.ts'
import type { LostRun, RunDocument, RunResult } from '../run-document.ts'
import { printable } from './printable.ts'
import { runAsJson } from './run-as-json.ts'
import { ABORT_WORDS } from './words.ts'

interface Suite {
  readonly name: string
  readonly startedAt: string
  readonly seconds: number
  readonly cases: readonly Case[]
}

interface Case {
  readonly group: string
  readonly name: string
  readonly outcome?: { readonly kind: 'failure' | 'error' | 'skipped'; readonly element: string }
}

/** One run in the JUnit XML dialect that CI systems read. */
export function junitXml(run: CheckRun): string {
  return junitXmlOf([runAsJson(run)])
}

/**
 * Several runs in one file, a suite for each subject: FAIL is a failure, ABORT an error, and what this release cannot
 * judge is skipped. A run that was lost is a suite with one error.
 */
export function junitXmlOf(runs: readonly (RunDocument | LostRun)[]): string {
  const suites = runs.map((run) => ('lost' in run ? lostSuite(run) : suiteOf(run)))
  const seconds = Math.max(0, ...suites.map((suite) => suite.seconds))
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites ${counts(
    suites.flatMap(({ cases }) => cases),
    seconds,
  )}>
${suites.map(suiteElement).join('\n')}
</testsuites>
`
}

function suiteOf(run: RunDocument): Suite {
  const group = run.scope.slug
  return {
    name: run.subject,
    startedAt: run.checkedAt,
    seconds: (Date.parse(run.finishedAt) - Date.parse(run.checkedAt)) / 1000,
    cases: [
      ...run.testcases.map((result) => ({ group, name: result.id, ...outcomeOf(result) })),
      ...run.notInThisRelease.map((id) => ({
        group,
        name: id,
        outcome: { kind: 'skipped' as const, element: '<skipped message="not in this release"/>' },
      })),
    ],
  }
}

function lostSuite({ subject, lost, startedAt }: LostRun): Suite {
  const element = `<error type="${lost.kind}" message="${escapeXml(printable(lost.detail))}"/>`
  return {
    name: subject,
    startedAt,
    seconds: 0,
    cases: [{ group: 'siegel', name: 'run', outcome: { kind: 'error', element } }],
  }
}

function outcomeOf(result: RunResult): Pick<Case, 'outcome'> {
  if (result.verdict === 'PASS') return {}
  if (result.verdict === 'ABORT') {
    const { class: abortClass, detail } = result.reason
    const element = `<error type="${abortClass}" message="${escapeXml(ABORT_WORDS[abortClass])}">${escapeXml(printable(detail))}</error>`
    return { outcome: { kind: 'error', element } }
  }
  const lines = result.findings.map(({ text }) => printable(text))
  const text = escapeXml([...lines, `To do: ${result.remedy}`].join('\n'))
  return {
    outcome: { kind: 'failure', element: `<failure message="${escapeXml(lines[0] ?? '')}">${text}</failure>` },
  }
}

function suiteElement({ name, startedAt, seconds, cases }: Suite): string {
  const elements = cases.map(
    (one) =>
      `    <testcase classname="${escapeXml(one.group)}" name="${escapeXml(one.name)}">${one.outcome?.element ?? ''}</testcase>`,
  )
  return `  <testsuite name="${escapeXml(name)}" timestamp="${escapeXml(startedAt)}" ${counts(cases, seconds)}>
${elements.join('\n')}
  </testsuite>`
}

function counts(cases: readonly Case[], seconds: number): string {
  const count = (kind: string) => cases.filter(({ outcome }) => outcome?.kind === kind).length
  return `tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}" time="${seconds.toFixed(3)}"`
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

/** Escapes text for XML 1.0, and drops the characters that XML 1.0 cannot hold at all. */
function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}
