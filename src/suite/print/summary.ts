import { findingSentence } from '#pages/finding-words.ts'
import { MAIN_TARGET } from '#scopes/scope.ts'
import type { AutomatedTestcase } from '#testcases/define-testcase.ts'
import { ERROR_CODES } from '#vocabulary/error-codes.ts'
import { describeObject, type Finding } from '#vocabulary/finding.ts'
import type { Judgement } from '#vocabulary/judgement.ts'
import type { TestcaseId } from '#vocabulary/testcase-id.ts'
import { fold, type Standing } from '#vocabulary/verdict.ts'
import { type CheckRun, subsetRemark } from '../check-run.ts'
import type { SelectedVersion } from '../select-testcases.ts'
import type { Paint } from './paint.ts'
import { printable } from './printable.ts'
import { ABORT_WORDS, VERDICT_SYMBOLS, VERDICT_WORDS } from './words.ts'

interface SummaryOptions {
  readonly paint: Paint
  /** Shows every finding, every warning, and what passed. */
  readonly isVerbose: boolean
}

/** How many findings of a testcase are shown without --verbose. */
const FINDINGS_SHOWN = 3

/** What a run means, as lines for a terminal: per scope version the state, then what fails, why, and how to mend it. */
export function summaryLines(run: CheckRun, options: SummaryOptions): string[] {
  const { paint } = options
  const title = `${run.scope.name} · ${run.subject} · ${run.checkedAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`
  return [
    '',
    paint.bold(title),
    '',
    ...run.selection.versions.map((version) => versionLine(run, version, paint)),
    ...refusalLines(run),
    ...failures(run, options),
    ...aborts(run, options),
    ...warnings(run, options),
    ...passes(run, options),
    ...closingLines(run, options),
  ]
}

function versionLine(run: CheckRun, { resolved, validity, decides }: SelectedVersion, paint: Paint): string {
  const required = resolved.targets.get(MAIN_TARGET) ?? []
  const standings = required.map((id): Standing => run.judgements.get(id)?.verdict ?? 'MISS')
  const counts = (['PASS', 'FAIL', 'ABORT', 'MISS'] as const)
    .map((standing) => ({ standing, count: standings.filter((one) => one === standing).length }))
    .filter(({ count }) => count > 0)
    .map(({ standing, count }) => `${count} ${VERDICT_WORDS[standing]}`)
  const worst = fold(standings)
  const state = paint.standing(worst, `${VERDICT_SYMBOLS[worst]} ${VERDICT_WORDS[worst]}`.padEnd(14))
  const remark = decides ? '' : paint.faint(' (does not count for the exit code)')
  return `  ${resolved.version.padEnd(6)} ${validity.padEnd(10)} ${state} ${counts.join(', ')}${subsetRemark(run, required)}${remark}`
}

function refusalLines({ refusal }: CheckRun): string[] {
  if (refusal === undefined) return []
  const where = refusal.place === undefined ? [] : [`    where: ${refusal.place}`]
  const remedy = refusal.remedy ?? ERROR_CODES[refusal.code].remedy
  return [
    '',
    `  ${printable(refusal.message)}`,
    ...where,
    `    to do: ${remedy}`,
    `    code:  ${refusal.code} (docs/errors.md)`,
  ]
}

function failures(run: CheckRun, options: SummaryOptions): string[] {
  const failed = judged(run, 'FAIL')
  const decisive = failed.filter(({ testcase }) => run.selection.decisive.has(testcase.id))
  const others = failed.filter(({ testcase }) => !run.selection.decisive.has(testcase.id))
  return [
    ...failureBlock(run, 'Fails', decisive, options),
    ...failureBlock(run, 'Fails, but is not required by a version in force', others, options),
  ]
}

function failureBlock(run: CheckRun, heading: string, failed: readonly Judged[], options: SummaryOptions): string[] {
  if (failed.length === 0) return []
  return ['', options.paint.bold(heading), ...failed.flatMap((one) => failureLines(run, one, options))]
}

function failureLines(run: CheckRun, { testcase, judgement }: Judged, { paint, isVerbose }: SummaryOptions): string[] {
  const findings = judgement.verdict === 'FAIL' ? judgement.findings : []
  const shown = isVerbose ? findings : findings.slice(0, FINDINGS_SHOWN)
  const hidden = findings.length - shown.length
  return [
    '',
    `  ${paint.standing('FAIL', VERDICT_SYMBOLS.FAIL)} ${paint.bold(testcase.id)}  ${paint.faint(usedBy(run, testcase.id))}`,
    `    should be: ${testcase.title}`,
    ...shown.map((finding) => `    found:     ${findingLine(finding)}`),
    ...(hidden > 0 ? [`               and ${hidden} more (--verbose shows all)`] : []),
    `    to do:     ${testcase.remedy}`,
    `    why:       ${testcase.requirement}`,
  ]
}

/** Testcases that share a reason are one block: one broken listing must not fill the screen. */
function aborts(run: CheckRun, { paint, isVerbose }: SummaryOptions): string[] {
  if (run.refusal !== undefined) return []
  const byReason = Map.groupBy(judged(run, 'ABORT'), ({ judgement }) => reasonOf(judgement))
  if (byReason.size === 0) return []
  const blocks = [...byReason].flatMap(([reason, group]) => {
    const ids = group.map(({ testcase }) => testcase.id)
    const shown = isVerbose ? ids : ids.slice(0, FINDINGS_SHOWN)
    const more = ids.length > shown.length ? ` and ${ids.length - shown.length} more` : ''
    return [
      '',
      `  ${paint.standing('ABORT', VERDICT_SYMBOLS.ABORT)} ${paint.bold(shown.join(', '))}${more}`,
      `    reason:    ${printable(reason)}`,
    ]
  })
  return ['', paint.bold('Not finished: could not be determined'), ...blocks]
}

function reasonOf(judgement: Judgement): string {
  if (judgement.verdict !== 'ABORT') return ''
  return `${ABORT_WORDS[judgement.reason.class]}: ${judgement.reason.detail}`
}

function warnings(run: CheckRun, { paint, isVerbose }: SummaryOptions): string[] {
  const warned = run.selection.testcases.flatMap((testcase) => {
    const judgement = run.judgements.get(testcase.id)
    const list = judgement === undefined || judgement.verdict === 'ABORT' ? [] : judgement.warnings
    return list.map((warning) => `  ! ${testcase.id}: ${findingLine(warning)}`)
  })
  if (warned.length === 0) return []
  if (!isVerbose) return ['', paint.faint(`  ${warned.length} warnings that change no verdict (--verbose shows them)`)]
  return ['', paint.bold('Warnings: they change no verdict'), '', ...warned]
}

function passes(run: CheckRun, { paint, isVerbose }: SummaryOptions): string[] {
  if (!isVerbose) return []
  const passed = judged(run, 'PASS')
  if (passed.length === 0) return []
  const lines = passed.map(
    ({ testcase }) =>
      `  ${paint.standing('PASS', VERDICT_SYMBOLS.PASS)} ${testcase.id}${subsetRemark(run, [testcase.id])}  ${testcase.title}`,
  )
  return ['', paint.bold('Passes'), '', ...lines]
}

function closingLines(run: CheckRun, { paint }: SummaryOptions): string[] {
  const { notInThisRelease, judgedByPerson } = run.selection
  const seconds = ((run.finishedAt.getTime() - run.checkedAt.getTime()) / 1000).toFixed(1)
  return [
    ...(notInThisRelease.length > 0
      ? ['', `  Not run, because this release of Siegel cannot judge it yet: ${notInThisRelease.join(', ')}`]
      : []),
    ...(judgedByPerson.length > 0 ? ['', `  Judged by a person, not by this run: ${judgedByPerson.join(', ')}`] : []),
    '',
    paint.faint(`  ${run.judgements.size} testcases, ${run.callCount} API calls, ${seconds} s`),
    '',
  ]
}

interface Judged {
  readonly testcase: AutomatedTestcase
  readonly judgement: Judgement
}

function judged(run: CheckRun, verdict: Judgement['verdict']): Judged[] {
  return run.selection.testcases.flatMap((testcase) => {
    const judgement = run.judgements.get(testcase.id)
    return judgement?.verdict === verdict ? [{ testcase, judgement }] : []
  })
}

function usedBy(run: CheckRun, id: TestcaseId): string {
  const uses = run.selection.versions.flatMap(({ resolved }) => {
    const use = resolved.testcases.find((testcase) => testcase.id === id)
    if (use === undefined) return []
    return [use.target === MAIN_TARGET ? `required by ${resolved.version}` : `${use.target} in ${resolved.version}`]
  })
  return uses.join(', ')
}

function findingLine(finding: Finding): string {
  const id = finding.about.id === undefined ? '' : ` (${finding.about.id})`
  return printable(`${describeObject(finding.about)}${id}: ${findingSentence(finding, 'en')}`)
}
