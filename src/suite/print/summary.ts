import { ERROR_CODES } from '#vocabulary/error-codes.ts'
import type { Verdict } from '#vocabulary/verdict.ts'
import type { CheckRun } from '../check-run.ts'
import type { Paint } from './paint.ts'
import { printable } from './printable.ts'
import { type RunOverview, runOverview, type TestcaseOverview, type VersionOverview } from './run-overview.ts'
import { VERDICT_SYMBOLS, VERDICT_WORDS } from './words.ts'

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
  const overview = runOverview(run)
  const title = `${overview.title} · ${run.checkedAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`
  return [
    '',
    paint.bold(title),
    '',
    ...overview.versions.map((version) => versionLine(version, paint)),
    ...refusalLines(run),
    ...failureBlock('Fails', overview.decisiveFailures, options),
    ...failureBlock('Fails, but is not required by a version in force', overview.otherFailures, options),
    // A run that was refused has one reason for everything, which has been told.
    ...(run.refusal === undefined ? abortLines(overview, options) : []),
    ...warningLines(overview, options),
    ...passLines(overview, options),
    ...closingLines(run, overview, options),
  ]
}

function versionLine({ counts, decides, standing, validity, version }: VersionOverview, paint: Paint): string {
  const state = paint.standing(standing, `${VERDICT_SYMBOLS[standing]} ${VERDICT_WORDS[standing]}`.padEnd(14))
  const remark = decides ? '' : paint.faint(' (does not count for the exit code)')
  return `  ${version.padEnd(6)} ${validity.padEnd(10)} ${state} ${counts}${remark}`
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

function failureBlock(heading: string, failed: readonly TestcaseOverview[], options: SummaryOptions): string[] {
  if (failed.length === 0) return []
  return ['', options.paint.bold(heading), ...failed.flatMap((one) => failureLines(one, options))]
}

function failureLines(testcase: TestcaseOverview, { isVerbose, paint }: SummaryOptions): string[] {
  const { findings, hiddenFindings, id, remedy, requirement, title, usedBy } = testcase
  const shown = isVerbose ? findings : findings.slice(0, FINDINGS_SHOWN)
  const hidden = hiddenFindings + findings.length - shown.length
  return [
    '',
    `  ${symbol('FAIL', paint)} ${paint.bold(id)}  ${paint.faint(usedBy)}`,
    `    should be: ${title}`,
    ...shown.map((finding) => `    found:     ${finding}`),
    ...(hidden > 0 ? [`               and ${hidden} more${isVerbose ? '' : ' (--verbose shows all)'}`] : []),
    `    to do:     ${remedy}`,
    `    why:       ${requirement}`,
  ]
}

/** Testcases that share a reason are one block: one broken listing must not fill the screen. */
function abortLines({ aborts }: RunOverview, { isVerbose, paint }: SummaryOptions): string[] {
  if (aborts.length === 0) return []
  const blocks = aborts.flatMap(({ ids, reason }) => {
    const shown = isVerbose ? ids : ids.slice(0, FINDINGS_SHOWN)
    const more = ids.length > shown.length ? ` and ${ids.length - shown.length} more` : ''
    return ['', `  ${symbol('ABORT', paint)} ${paint.bold(shown.join(', '))}${more}`, `    reason:    ${reason}`]
  })
  return ['', paint.bold('Not finished: could not be determined'), ...blocks]
}

function warningLines({ warnings }: RunOverview, { isVerbose, paint }: SummaryOptions): string[] {
  const count = warnings.reduce((total, { findings, hiddenFindings }) => total + findings.length + hiddenFindings, 0)
  if (count === 0) return []
  if (!isVerbose) return ['', paint.faint(`  ${count} warnings that change no verdict (--verbose shows them)`)]
  const lines = warnings.flatMap(({ findings, hiddenFindings, id }) => [
    ...findings.map((finding) => `  ! ${id}: ${finding}`),
    ...(hiddenFindings > 0 ? [`  ! ${id}: and ${hiddenFindings} more`] : []),
  ])
  return ['', paint.bold('Warnings: they change no verdict'), '', ...lines]
}

function passLines({ passes }: RunOverview, { isVerbose, paint }: SummaryOptions): string[] {
  if (!isVerbose || passes.length === 0) return []
  return ['', paint.bold('Passes'), '', ...passes.map(({ id, title }) => `  ${symbol('PASS', paint)} ${id}  ${title}`)]
}

function closingLines(run: CheckRun, overview: RunOverview, { paint }: SummaryOptions): string[] {
  const { judgedByPerson, notInThisRelease } = overview
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

function symbol(verdict: Verdict, paint: Paint): string {
  return paint.standing(verdict, VERDICT_SYMBOLS[verdict])
}
