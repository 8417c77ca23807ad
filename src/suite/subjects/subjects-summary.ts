import type { Paint } from '../print/paint.ts'
import { printable } from '../print/printable.ts'
import { VERDICT_SYMBOLS, VERDICT_WORDS } from '../print/words.ts'
import type { RunDocument } from '../run-document.ts'
import type { SubjectOutcome } from './run-subject-process.ts'

/** Failing testcases that are named for each subject. */
const FAILURES_SHOWN = 8

/** Several runs at a glance, as lines for a terminal: a row for each subject, a column for each scope version. */
export function subjectsSummary(outcomes: readonly SubjectOutcome[], paint: Paint): string[] {
  const versions = versionsOf(outcomes)
  const nameWidth = Math.max('subject'.length, ...outcomes.map(({ subject }) => subject.length)) + 2
  const widths = versions.map((version) => Math.max(version.length, '✔ not finished'.length) + 2)
  const head = versions.map((version, index) => version.padEnd(widths[index] ?? 0)).join('')
  const rows = outcomes.map(({ subject, run }) => {
    const name = subject.padEnd(nameWidth)
    if ('lost' in run) return `  ${name}${paint.standing('ABORT', `no result: ${printable(run.lost.detail)}`)}`
    return `  ${name}${versions.map((version, index) => cell(run, version, widths[index] ?? 0, paint)).join('')}`.trimEnd()
  })
  return [
    '',
    `  ${paint.bold(`${'subject'.padEnd(nameWidth)}${head}`.trimEnd())}`,
    ...rows,
    ...outcomes.flatMap(({ run }) => ('lost' in run ? [] : remarks(run, paint))),
    '',
  ]
}

function versionsOf(outcomes: readonly SubjectOutcome[]): string[] {
  const names = outcomes.flatMap(({ run }) => ('lost' in run ? [] : run.versions.map(({ version }) => version)))
  return [...new Set(names)]
}

function cell(run: RunDocument, version: string, width: number, paint: Paint): string {
  const found = run.versions.find((one) => one.version === version)
  if (found === undefined) return '·'.padEnd(width)
  const { standing, decides } = found
  const text = `${VERDICT_SYMBOLS[standing]} ${VERDICT_WORDS[standing]}`.padEnd(width)
  return decides ? paint.standing(standing, text) : paint.faint(text)
}

function remarks(run: RunDocument, paint: Paint): string[] {
  const failing = run.testcases.filter(({ decides, verdict }) => decides && verdict === 'FAIL').map(({ id }) => id)
  const unfinished = run.testcases.filter(({ decides, verdict }) => decides && verdict === 'ABORT').length
  const more = failing.length - FAILURES_SHOWN
  const lines = [
    ...(run.refusal === undefined ? [] : [`could not be asked: ${printable(run.refusal.message)}`]),
    ...(failing.length === 0
      ? []
      : [`fails: ${failing.slice(0, FAILURES_SHOWN).join(', ')}${more > 0 ? ` and ${more} more` : ''}`]),
    ...(unfinished === 0 || run.refusal !== undefined ? [] : [`not finished: ${unfinished} testcases`]),
  ]
  return lines.length === 0 ? [] : ['', `  ${paint.bold(run.subject)}`, ...lines.map((line) => `    ${line}`)]
}
