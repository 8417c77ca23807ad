import { randomBytes, randomUUID } from 'node:crypto'
import { join, resolve } from 'node:path'
import { Command, Option } from 'commander'
import { readCloudsYaml } from '#clouds/openstack/read-clouds-yaml.ts'
import type { CheckRun } from '#suite/check-run.ts'
import { type Delivery, deliverReport } from '#suite/deliver-report.ts'
import { readMonitorCredentials } from '#suite/monitor-credentials.ts'
import { outcomeOf } from '#suite/outcome.ts'
import { assertWritable, makePrivateFolder, writeOutputFile } from '#suite/output-file.ts'
import { junitXml } from '#suite/print/junit.ts'
import { paintFor, wantsColour } from '#suite/print/paint.ts'
import { SILENT_PROGRESS, showProgress } from '#suite/print/progress.ts'
import { runAsJson } from '#suite/print/run-as-json.ts'
import { summaryLines } from '#suite/print/summary.ts'
import { runCheck } from '#suite/run-check.ts'
import { type Selection, selectTestcases } from '#suite/select-testcases.ts'
import { factsDocument, reportBytes } from '#suite/write-report.ts'
import { TESTCASES } from '#testcases/index.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import { SECTIONS, type Section } from '#vocabulary/section.ts'
import { isSubject } from '#vocabulary/subject.ts'
import { bundledScope } from './bundled-scopes.ts'
import { onlyDue } from './check/only-due.ts'
import type { CommandContext } from './command-context.ts'
import { repeated } from './repeated-option.ts'

interface CheckOptions {
  readonly subject: string
  readonly osCloud?: string
  readonly scopeVersion: string[]
  readonly testcase: string[]
  readonly section: Section[]
  readonly report?: string
  readonly facts?: string
  readonly junit?: string
  readonly json?: true
  readonly key?: string
  readonly submit?: string
  readonly due?: string
  readonly dueWithin?: string
  readonly timeLimit: number
  readonly quiet?: true
  readonly verbose?: true
}

/** `siegel check iaas`: one run against one cloud. */
export function command(context: CommandContext): Command {
  const check = new Command('check').description('check a cloud against the standards')
  check
    .command('iaas')
    .description('check an OpenStack cloud; what this release judges only reads')
    .requiredOption('--subject <name>', 'the name of the cloud, as the monitor knows it')
    .option('--os-cloud <cloud>', 'its entry in clouds.yaml (default: OS_CLOUD)')
    .option('--scope-version <version>', 'only this scope version, which then counts (repeatable)', repeated, [])
    .option('--testcase <pattern>', 'only testcases that match, with * and ? (repeatable)', repeated, [])
    .addOption(
      new Option('--section <section>', 'only testcases of this cost (repeatable)')
        .argParser((value, previous: Section[]) => [...previous, parseSection(value)])
        .default([], 'all'),
    )
    .option('--report <file>', 'write the report (YAML; JSON if the name ends in .json)')
    .option('--facts <file>', 'write what was observed, to be judged again by `siegel judge`')
    .option('--junit <file>', 'write the result for a CI system')
    .option('--json', 'print the result as JSON')
    .option('--key <file>', 'sign the report with this SSH key (writes FILE.sig)')
    .option('--submit <url>', 'send the signed report to this monitor')
    .option('--due <url>', 'only what has no result at this monitor, or one that expires soon')
    .option('--due-within <span>', 'how soon, such as 36h or 7d (default: what the monitor thinks, 1d)')
    .option('--time-limit <seconds>', 'for each API call', parseSeconds, 32)
    .option('--quiet', 'show neither progress nor summary')
    .option('--verbose', 'show every finding, every warning, and what passed')
    .addHelpText('after', HELP)
    .action((options: CheckOptions) => checkIaas(options, context))
  return check
}

const HELP = `
Exit codes: 0 everything that counts passed, 1 something failed, 2 something could not be determined and nothing
failed, 3 usage, configuration, or the report could not be delivered.

What counts: target main of the scope versions that are effective or warn today. With --testcase everything that
matches counts; with --scope-version that version counts.

The monitor's user and password come from SIEGEL_MONITOR_USER and SIEGEL_MONITOR_PASSWORD.`

async function checkIaas(options: CheckOptions, context: CommandContext): Promise<void> {
  const { environment, workingDirectory, homeDirectory, clock } = context
  const scope = bundledScope('iaas')
  validate(options, context)
  const monitor =
    options.submit === undefined
      ? undefined
      : { url: options.submit, credentials: readMonitorCredentials({ environment }) }
  const selected = selectTestcases({
    scope,
    at: clock(),
    testcases: TESTCASES,
    versions: options.scopeVersion,
    patterns: options.testcase,
    sections: options.section,
  })
  const selection = await onlyDue(selected, { ...options, scope }, context)
  if (selection.testcases.length === 0) {
    context.stderr.write('siegel: nothing is due\n')
    return
  }
  const config = readCloudsYaml({
    environment,
    workingDirectory,
    homeDirectory,
    ...(options.osCloud !== undefined && { cloud: options.osCloud }),
  })
  for (const warning of config.warnings) context.stderr.write(`siegel: ${warning}\n`)
  const run = await runCheck({
    subject: options.subject,
    scope,
    selection,
    config,
    clock,
    environment,
    signal: context.signal,
    callLimitMs: options.timeLimit * 1_000,
    showSteps: (steps) =>
      options.quiet ? SILENT_PROGRESS : showProgress(steps, context.stderr, wantsColour(context.stderr, environment)),
  })
  show(run, options, context)
  context.exit(exitCodeOf(run, selection))
  await keep(run, { ...options, monitor, cloudName: config.name }, context)
}

function validate(options: CheckOptions, { workingDirectory }: CommandContext): void {
  if (!isSubject(options.subject)) {
    throw new CodedError('SUITE_SUBJECT_INVALID', `“${options.subject}” cannot be the name of a subject.`)
  }
  if (options.submit !== undefined && options.key === undefined) {
    throw new CodedError('SUITE_OPTION_INVALID', 'A monitor takes signed reports only: --submit needs --key.', {
      remedy: 'Add --key with the SSH key whose public half the monitor knows.',
    })
  }
  if (options.key !== undefined && options.report === undefined && options.submit === undefined) {
    throw new CodedError('SUITE_OPTION_INVALID', 'There is no report to sign: --key needs --report or --submit.')
  }
  for (const file of [options.report, options.facts, options.junit]) {
    if (file !== undefined) assertWritable(resolve(workingDirectory, file))
  }
}

function show(run: CheckRun, options: CheckOptions, context: CommandContext): void {
  if (options.json) {
    context.stdout.write(`${JSON.stringify(runAsJson(run), null, 2)}\n`)
  } else if (!options.quiet) {
    const paint = paintFor(wantsColour(context.stdout, context.environment))
    context.stdout.write(`${summaryLines(run, { paint, isVerbose: options.verbose === true }).join('\n')}\n`)
  }
}

function exitCodeOf(run: CheckRun, selection: Selection): 0 | 1 | 2 {
  const decisive = [...run.judgements].filter(([id]) => selection.decisive.has(id))
  return outcomeOf(decisive.map(([, judgement]) => judgement.verdict))
}

interface KeepOptions extends CheckOptions {
  readonly cloudName: string
  readonly monitor: Delivery['monitor']
}

/** Writes what was asked for. The report comes last, because sending it is what may fail for reasons outside. */
async function keep(run: CheckRun, options: KeepOptions, context: CommandContext): Promise<void> {
  const { cloudName, monitor } = options
  const { clock, environment, signal, workingDirectory } = context
  const evidenceSalt = randomBytes(32)
  if (options.facts !== undefined) {
    const text = `${JSON.stringify(factsDocument(run, evidenceSalt), null, 2)}\n`
    await writeOutputFile(resolve(workingDirectory, options.facts), text, 0o600)
  }
  if (options.junit !== undefined) await writeOutputFile(resolve(workingDirectory, options.junit), junitXml(run))
  if (options.report === undefined && options.submit === undefined) return
  const path = options.report === undefined ? unnamedReport(run, context) : resolve(workingDirectory, options.report)
  const bytes = reportBytes(
    run,
    {
      reportUuid: randomUUID(),
      invocationUuid: randomUUID(),
      evidenceSalt,
      commandLine: ['siegel', 'check', 'iaas', '--subject', run.subject, '--os-cloud', cloudName],
      cloudName,
      versions: options.scopeVersion,
      patterns: options.testcase,
      sections: options.section,
    },
    path.endsWith('.json') ? 'json' : 'yaml',
  )
  const keyFile = options.key === undefined ? undefined : resolve(workingDirectory, options.key)
  await deliverReport({ path, bytes, keyFile, monitor, clock, environment, signal, log: context.stderr })
}

/** A report that is sent is kept in any case, so that nothing is lost if sending fails. */
function unnamedReport(run: CheckRun, { workingDirectory }: CommandContext): string {
  const folder = join(workingDirectory, '.siegel', 'reports')
  makePrivateFolder(folder)
  return join(folder, `${run.subject}-${run.checkedAt.toISOString().replaceAll(':', '')}.yaml`)
}

function parseSection(value: string): Section {
  const section = SECTIONS.find((one) => one === value)
  if (section !== undefined) return section
  throw new CodedError('SUITE_OPTION_INVALID', `--section takes ${SECTIONS.join(', ')}, not “${value}”.`)
}

function parseSeconds(value: string): number {
  const seconds = Number(value)
  if (Number.isFinite(seconds) && seconds > 0 && seconds <= 3_600) return seconds
  throw new CodedError('SUITE_OPTION_INVALID', `--time-limit takes seconds up to 3600, not “${value}”.`)
}
