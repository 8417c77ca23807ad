import { findingSentence } from '#pages/finding-words.ts'
import { MAIN_TARGET } from '#scopes/scope.ts'
import type { Validity } from '#scopes/validity.ts'
import type { AutomatedTestcase } from '#testcases/define-testcase.ts'
import { describeObject, type Finding } from '#vocabulary/finding.ts'
import type { Judgement } from '#vocabulary/judgement.ts'
import type { TestcaseId } from '#vocabulary/testcase-id.ts'
import { fold, type Standing } from '#vocabulary/verdict.ts'
import { type CheckRun, subsetRemark } from '../check-run.ts'
import { printable } from './printable.ts'
import { ABORT_WORDS, VERDICT_WORDS } from './words.ts'

export interface VersionOverview {
  readonly version: string
  readonly validity: Validity
  readonly decides: boolean
  readonly standing: Standing
  /** Such as `49 pass, 5 not run`. */
  readonly counts: string
}

export interface TestcaseOverview {
  readonly id: TestcaseId
  readonly title: string
  readonly requirement: string
  readonly remedy: string
  /** Such as `required by v5.1`; empty where no selected version has it. */
  readonly usedBy: string
  /** One sentence each, with the object; at most `MOST_SHOWN`. */
  readonly findings: readonly string[]
  readonly hiddenFindings: number
}

/** A run sorted by what it means for the operator; every text from the cloud is fit to be shown. */
export interface RunOverview {
  readonly title: string
  readonly versions: readonly VersionOverview[]
  readonly decisiveFailures: readonly TestcaseOverview[]
  readonly otherFailures: readonly TestcaseOverview[]
  /** Testcases that share the reason why they could not be determined. */
  readonly aborts: readonly { readonly reason: string; readonly ids: readonly TestcaseId[] }[]
  readonly warnings: readonly TestcaseOverview[]
  readonly passes: readonly TestcaseOverview[]
  readonly notInThisRelease: readonly TestcaseId[]
  readonly judgedByPerson: readonly TestcaseId[]
}

/** So many findings of one testcase are written out; a cloud with thousands would make an unreadable file. */
const MOST_SHOWN = 500

/** Sorts a run for people: on the terminal, in HTML and in Markdown. */
export function runOverview(run: CheckRun): RunOverview {
  const { decisive, notInThisRelease, judgedByPerson } = run.selection
  const failures = judgedAs(run, 'FAIL')
  const warned = run.selection.testcases.flatMap((testcase) => {
    const warnings = warningsOf(run.judgements.get(testcase.id))
    return warnings.length === 0 ? [] : [overviewOf(run, testcase, warnings)]
  })
  return {
    title: `${run.scope.name} · ${run.subject}`,
    versions: run.selection.versions.map(({ resolved, validity, decides }) => {
      const required = resolved.targets.get(MAIN_TARGET) ?? []
      const standings = required.map((id): Standing => run.judgements.get(id)?.verdict ?? 'MISS')
      return {
        version: resolved.version,
        validity,
        decides,
        standing: fold(standings),
        counts: `${countsOf(standings)}${subsetRemark(run, required)}`,
      }
    }),
    decisiveFailures: failures.filter(({ id }) => decisive.has(id)),
    otherFailures: failures.filter(({ id }) => !decisive.has(id)),
    aborts: abortsOf(run),
    warnings: warned,
    passes: judgedAs(run, 'PASS'),
    notInThisRelease,
    judgedByPerson,
  }
}

function judgedAs(run: CheckRun, verdict: Judgement['verdict']): TestcaseOverview[] {
  return run.selection.testcases.flatMap((testcase) => {
    const judgement = run.judgements.get(testcase.id)
    if (judgement?.verdict !== verdict) return []
    return [overviewOf(run, testcase, judgement.verdict === 'FAIL' ? judgement.findings : [])]
  })
}

function overviewOf(run: CheckRun, testcase: AutomatedTestcase, findings: readonly Finding[]): TestcaseOverview {
  const { id, requirement, remedy } = testcase
  const title = `${testcase.title}${subsetRemark(run, [id])}`
  const shown = findings.slice(0, MOST_SHOWN).map(findingLine)
  const hiddenFindings = findings.length - shown.length
  return { id, title, requirement, remedy, usedBy: usedBy(run, id), findings: shown, hiddenFindings }
}

function warningsOf(judgement: Judgement | undefined): readonly Finding[] {
  return judgement === undefined || judgement.verdict === 'ABORT' ? [] : judgement.warnings
}

function abortsOf(run: CheckRun): RunOverview['aborts'] {
  const reasons = run.selection.testcases.flatMap(({ id }) => {
    const judgement = run.judgements.get(id)
    if (judgement?.verdict !== 'ABORT') return []
    const { class: abortClass, detail } = judgement.reason
    return [{ id, reason: printable(`${ABORT_WORDS[abortClass]}: ${detail}`) }]
  })
  const groups = Map.groupBy(reasons, ({ reason }) => reason)
  return [...groups].map(([reason, members]) => ({ reason, ids: members.map(({ id }) => id) }))
}

function countsOf(standings: readonly Standing[]): string {
  return (['PASS', 'FAIL', 'ABORT', 'MISS'] as const)
    .map((standing) => ({ standing, count: standings.filter((one) => one === standing).length }))
    .filter(({ count }) => count > 0)
    .map(({ standing, count }) => `${count} ${VERDICT_WORDS[standing]}`)
    .join(', ')
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
