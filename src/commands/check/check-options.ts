import { resolve } from 'node:path'
import { assertWritable } from '#suite/output-file.ts'
import type { SubjectPreset } from '#suite/presets/presets.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import { SECTIONS, type Section } from '#vocabulary/section.ts'
import { isSubject } from '#vocabulary/subject.ts'
import type { ClusterOptions } from './cluster-options.ts'
import { isOutputPattern, SUBJECT_MARK } from './output-pattern.ts'
import type { ProbeOptions } from './probe-options.ts'

/** What the command line says. Defaults are filled in later, because a preset comes before them. */
export interface CheckOptions extends ProbeOptions, ClusterOptions {
  readonly subject?: string
  readonly subjects?: string
  readonly config?: string
  readonly osCloud?: string
  readonly region?: string
  readonly scopeVersion: string[]
  readonly testcase: string[]
  readonly section: Section[]
  readonly report?: string
  readonly reportDirectory?: string
  readonly facts?: string
  /** True without a value, which means full. */
  readonly evidence?: string | true
  readonly ready?: string
  readonly junit?: string
  readonly html?: string
  readonly markdown?: string
  readonly json?: true
  readonly key?: string
  readonly submit?: string
  readonly due?: string
  readonly dueWithin?: string
  readonly timeLimit?: number
  readonly runLimit?: number
  readonly parallel?: number
  readonly quiet?: true
  readonly verbose?: true
}

/** The limit that the predecessor set for each API call (scs-0003 run rules), in seconds. */
export const CALL_LIMIT_SECONDS = 32

const LONGEST_CALL_SECONDS = 3_600
const LONGEST_RUN_SECONDS = 86_400
const MOST_PARALLEL = 64

/** The options of one subject: what the command line says wins over its preset. */
export function withPreset(options: CheckOptions, preset: SubjectPreset | undefined): CheckOptions {
  if (preset === undefined) return options
  const first = <Item>(said: Item[], otherwise: readonly Item[]) => (said.length > 0 ? said : [...otherwise])
  const osCloud = options.osCloud ?? preset.osCloud ?? undefined
  const kubeconfig = options.kubeconfig ?? preset.cluster?.kubeconfig ?? undefined
  const context = options.context ?? preset.cluster?.context ?? undefined
  const region = options.region ?? preset.region
  const timeLimit = options.timeLimit ?? preset.callLimitSeconds
  const runLimit = options.runLimit ?? preset.runLimitSeconds
  return {
    ...options,
    ...(osCloud !== undefined && { osCloud }),
    ...(kubeconfig !== undefined && { kubeconfig }),
    ...(context !== undefined && { context }),
    ...(region !== undefined && { region }),
    scopeVersion: first(options.scopeVersion, preset.scopeVersions),
    testcase: first(options.testcase, preset.testcases),
    section: first(options.section, preset.sections),
    domainManager: first(options.domainManager ?? [], preset.settings.domainManagers),
    ...(timeLimit !== undefined && { timeLimit }),
    ...(runLimit !== undefined && { runLimit }),
  }
}

/** Throws a coded error for options that contradict each other, before the cloud is asked anything. */
export function validateOptions(options: CheckOptions, workingDirectory: string): void {
  const { subject, subjects, report, reportDirectory, facts, junit, html, markdown, key, submit } = options
  if ((subject === undefined) === (subjects === undefined)) {
    throw new CodedError('SUITE_OPTION_INVALID', 'One of --subject and --subjects is needed, and not both.')
  }
  if (subject !== undefined && !isSubject(subject)) {
    throw new CodedError('SUITE_SUBJECT_INVALID', `“${subject}” cannot be the name of a subject.`)
  }
  if (submit !== undefined && key === undefined) {
    throw new CodedError('SUITE_OPTION_INVALID', 'A monitor takes signed reports only: --submit needs --key.', {
      remedy: 'Add --key with the SSH key whose public half the monitor knows.',
    })
  }
  if (options.provision && options.kubeconfig !== undefined) {
    throw new CodedError(
      'SUITE_OPTION_INVALID',
      '--provision makes a cluster, and --kubeconfig names one: give one of both.',
    )
  }
  if (subjects === undefined) {
    if (key !== undefined && report === undefined && submit === undefined) {
      throw new CodedError('SUITE_OPTION_INVALID', 'There is no report to sign: --key needs --report or --submit.')
    }
    refuse('--subjects', { reportDirectory, parallel: options.parallel })
  } else {
    if (evidenceWish(options.evidence).file !== undefined) {
      throw new CodedError('SUITE_OPTION_INVALID', 'With --subjects, --evidence takes full or digest, and no file.')
    }
    refuse('--subject', {
      report,
      facts,
      ready: options.ready,
      due: options.due,
      osCloud: options.osCloud,
      region: options.region,
      kubeconfig: options.kubeconfig,
      context: options.context,
      offering: options.offering?.[0],
      conformanceResults: options.conformanceResults?.[0],
      verbose: options.verbose,
      domainManager: options.domainManager?.[0],
    })
    for (const [flag, file] of Object.entries({ html, markdown })) {
      if (file === undefined || isOutputPattern(file)) continue
      throw new CodedError('SUITE_OPTION_INVALID', `--${flag} makes one file for each of several subjects.`, {
        remedy: `Put ${SUBJECT_MARK} into the name, as in --${flag} reports/${SUBJECT_MARK}.${flag === 'html' ? 'html' : 'md'}.`,
      })
    }
  }
  const { file: evidence, isKept } = evidenceWish(options.evidence)
  if (
    isKept &&
    evidence === undefined &&
    report === undefined &&
    submit === undefined &&
    reportDirectory === undefined
  ) {
    throw new CodedError('SUITE_OPTION_INVALID', '--evidence=full keeps the evidence beside a report; there is none.', {
      remedy: 'Add --report or --submit, or name a file: --evidence=FILE.',
    })
  }
  for (const file of [report, facts, evidence, junit, html, markdown]) {
    // Where each subject has a file of its own, its run looks at it.
    if (subjects !== undefined && file !== undefined && isOutputPattern(file)) continue
    if (file !== undefined) assertWritable(resolve(workingDirectory, file))
  }
}

/** What is wished with the evidence: kept (and sent, if there is a monitor) or not, in a file of its own or beside the report. */
export function evidenceWish(evidence: CheckOptions['evidence']): { readonly isKept: boolean; readonly file?: string } {
  if (evidence === undefined || evidence === 'digest') return { isKept: false }
  return evidence === true || evidence === 'full' ? { isKept: true } : { isKept: true, file: evidence }
}

function refuse(needed: '--subject' | '--subjects', options: Readonly<Record<string, unknown>>): void {
  const given = Object.entries(options).find(([, value]) => value !== undefined)
  if (given === undefined) return
  const name = `--${given[0].replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
  throw new CodedError('SUITE_OPTION_INVALID', `${name} is an option for ${needed} only.`, {
    ...(needed === '--subject' && {
      remedy: 'With --subjects, --report-directory takes report and facts of each, and siegel.yaml names their clouds.',
    }),
  })
}

export function parseSection(value: string): Section {
  const section = SECTIONS.find((one) => one === value)
  if (section !== undefined) return section
  throw new CodedError('SUITE_OPTION_INVALID', `--section takes ${SECTIONS.join(', ')}, not “${value}”.`)
}

export function parseCallLimit(value: string): number {
  return numberUpTo('--time-limit takes seconds', value, LONGEST_CALL_SECONDS)
}

export function parseRunLimit(value: string): number {
  return numberUpTo('--run-limit takes seconds', value, LONGEST_RUN_SECONDS)
}

export function parseParallel(value: string): number {
  return numberUpTo('--parallel takes a number', Number.isInteger(Number(value)) ? value : 'NaN', MOST_PARALLEL)
}

function numberUpTo(rule: string, value: string, largest: number): number {
  const number = Number(value)
  if (Number.isFinite(number) && number > 0 && number <= largest) return number
  throw new CodedError('SUITE_OPTION_INVALID', `${rule} up to ${largest}, not “${value}”.`)
}
