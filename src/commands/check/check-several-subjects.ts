import { join, resolve } from 'node:path'
import { ownProgram } from '#release/own-program.ts'
import type { Layer } from '#suite/layer.ts'
import { readMonitorCredentials } from '#suite/monitor-credentials.ts'
import { assertWritable, makePrivateFolder, writeOutputFile } from '#suite/output-file.ts'
import type { Presets } from '#suite/presets/presets.ts'
import { junitXmlOf } from '#suite/print/junit.ts'
import { paintFor, wantsColour } from '#suite/print/paint.ts'
import { atMost } from '#suite/subjects/at-most.ts'
import { chooseSubjects } from '#suite/subjects/choose-subjects.ts'
import { runSubjectProcess, type SubjectOutcome } from '#suite/subjects/run-subject-process.ts'
import { subjectsSummary } from '#suite/subjects/subjects-summary.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import { printableJson } from '#vocabulary/printable-json.ts'
import type { Subject } from '#vocabulary/subject.ts'
import type { CommandContext, ExitCode } from '../command-context.ts'
import type { CheckOptions } from './check-options.ts'
import { clusterArguments } from './cluster-options.ts'
import { isOutputPattern, outputOf } from './output-pattern.ts'
import { probeArguments } from './probe-options.ts'

type SeveralOptions = CheckOptions & { readonly subjects: string; readonly layer: Layer }

const USUAL_PARALLEL = 4
const USUAL_RUN_LIMIT_SECONDS = 1_800
const WORST_FIRST: readonly ExitCode[] = [3, 1, 2, 0]

/**
 * One run against each of several subjects, each in a process of its own: what happens to one never loses another's
 * report. Exits with the worst of their exit codes.
 */
export async function checkSeveralSubjects(
  commandLine: SeveralOptions,
  presets: Presets | undefined,
  context: CommandContext,
): Promise<void> {
  const options = withGeneralPresets(commandLine, presets)
  const subjects = chooseSubjects(options.subjects, presets, options.layer)
  if (options.key !== undefined && options.reportDirectory === undefined && options.submit === undefined) {
    throw new CodedError(
      'SUITE_OPTION_INVALID',
      'There is no report to sign: --key needs --report-directory or --submit.',
    )
  }
  if (options.submit !== undefined) readMonitorCredentials({ environment: context.environment })
  if (options.reportDirectory !== undefined) prepareFolder(options.reportDirectory, subjects, context)
  const parallel = options.parallel ?? presets?.parallel ?? USUAL_PARALLEL
  const outcomes = await atMost(parallel, subjects, async (subject) => {
    const outcome = await runSubject(subject, options, presets, context)
    if (!options.quiet) context.stderr.write(`[${subject}] ${endWords(outcome)}\n`)
    return outcome
  })
  const runs = outcomes.map(({ run }) => run)
  if (options.json) {
    context.stdout.write(`${printableJson(runs, 2)}\n`)
  } else if (!options.quiet) {
    const paint = paintFor(wantsColour(context.stdout, context.environment))
    context.stdout.write(`${subjectsSummary(outcomes, paint).join('\n')}\n`)
  }
  context.exit(WORST_FIRST.find((code) => outcomes.some(({ exitCode }) => exitCode === code)) ?? 3)
  if (options.junit !== undefined && !isOutputPattern(options.junit)) {
    await writeOutputFile(resolve(context.workingDirectory, options.junit), junitXmlOf(runs))
  }
}

function withGeneralPresets(options: SeveralOptions, presets: Presets | undefined): SeveralOptions {
  if (presets === undefined) return options
  const reportDirectory = options.reportDirectory ?? presets.reportDirectory
  const submit = options.submit ?? presets.submit
  // A key signs reports; a preset for it must not turn a run that writes none into an error.
  const key = options.key ?? (reportDirectory === undefined && submit === undefined ? undefined : presets.key)
  return {
    ...options,
    ...(reportDirectory !== undefined && { reportDirectory }),
    ...(submit !== undefined && { submit }),
    ...(key !== undefined && { key }),
  }
}

function prepareFolder(folder: string, subjects: readonly Subject[], { workingDirectory }: CommandContext): void {
  const path = resolve(workingDirectory, folder)
  makePrivateFolder(path)
  for (const subject of subjects) assertWritable(join(path, `${subject}.yaml`))
}

function runSubject(
  subject: Subject,
  options: SeveralOptions,
  presets: Presets | undefined,
  context: CommandContext,
): Promise<SubjectOutcome> {
  const { clock, environment, signal, stderr, workingDirectory } = context
  const preset = presets?.subjects.get(subject)
  const runLimit = options.runLimit ?? preset?.runLimitSeconds ?? USUAL_RUN_LIMIT_SECONDS
  return runSubjectProcess({
    subject,
    command: [...ownProgram(), ...subjectArguments(subject, runLimit, options, presets)],
    workingDirectory,
    // Lines of several runs stand among each other, so none of them may paint or move the cursor.
    environment: { ...environment, NO_COLOR: '1' },
    runLimitMs: runLimit * 1_000,
    clock,
    signal,
    onLine: (line) => {
      if (!options.quiet) stderr.write(`[${subject}] ${line}\n`)
    },
  })
}

/** The arguments of one subject's run. Access data is never among them: it comes from clouds.yaml and the environment. */
export function subjectArguments(
  subject: Subject,
  runLimit: number,
  options: SeveralOptions,
  presets: Presets | undefined,
): string[] {
  const { evidence, key, layer, reportDirectory, submit, timeLimit } = options
  const isPreset = presets?.subjects.has(subject) === true
  return [
    ...['check', layer, '--json', '--subject', subject, '--run-limit', String(runLimit)],
    ...(isPreset ? ['--config', presets.file] : [layer === 'iaas' ? '--os-cloud' : '--context', subject]),
    ...options.scopeVersion.flatMap((version) => ['--scope-version', version]),
    ...options.testcase.flatMap((pattern) => ['--testcase', pattern]),
    ...options.section.flatMap((section) => ['--section', section]),
    ...(timeLimit === undefined ? [] : ['--time-limit', String(timeLimit)]),
    ...(layer === 'iaas' ? probeArguments(options) : clusterArguments(options)),
    ...(reportDirectory === undefined ? [] : reportArguments(subject, reportDirectory)),
    ...outputArguments(subject, options),
    ...(evidence === undefined ? [] : [`--evidence=${evidence === true ? 'full' : evidence}`]),
    ...(key === undefined ? [] : ['--key', key]),
    ...(submit === undefined ? [] : ['--submit', submit]),
  ]
}

function reportArguments(subject: Subject, folder: string): string[] {
  return ['--report', join(folder, `${subject}.yaml`), '--facts', join(folder, `${subject}.facts.json`)]
}

/** JUnit without the mark of the subject is one file about all, which is written in the end. */
function outputArguments(subject: Subject, { html, junit, markdown }: SeveralOptions): string[] {
  return Object.entries({ html, markdown, junit }).flatMap(([flag, file]) =>
    file !== undefined && isOutputPattern(file) ? [`--${flag}`, outputOf(file, subject)] : [],
  )
}

function endWords({ run, exitCode }: SubjectOutcome): string {
  if ('lost' in run) return `no result: ${run.lost.detail}`
  return `done, exit code ${exitCode}`
}
