import { journalDirectory } from '#clouds/journal/journal-directory.ts'
import { CloudError } from '#clouds/openstack/cloud-error.ts'
import type { OpenStackConfig } from '#clouds/openstack/openstack-config.ts'
import { readCloudsYaml } from '#clouds/openstack/read-clouds-yaml.ts'
import { PROBES } from '#probes/index.ts'
import { budgetLines, budgetOf } from '#suite/budget.ts'
import type { CheckRun } from '#suite/check-run.ts'
import { ownJudges } from '#suite/judges/own-judges.ts'
import { type Layer, testcasesOfLayer } from '#suite/layer.ts'
import { readMonitorCredentials } from '#suite/monitor-credentials.ts'
import { outcomeOf } from '#suite/outcome.ts'
import type { Presets } from '#suite/presets/presets.ts'
import { paintFor, wantsColour } from '#suite/print/paint.ts'
import { printable } from '#suite/print/printable.ts'
import { SILENT_PROGRESS, showProgress } from '#suite/print/progress.ts'
import { readyLines } from '#suite/print/ready-lines.ts'
import { runAsJson } from '#suite/print/run-as-json.ts'
import { summaryLines } from '#suite/print/summary.ts'
import { readyForVersion } from '#suite/replay/ready-for-version.ts'
import { neededFacts, runCheck } from '#suite/run-check.ts'
import { type Selection, selectTestcases } from '#suite/select-testcases.ts'
import { TESTCASES } from '#testcases/index.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import { printableJson } from '#vocabulary/printable-json.ts'
import { bundledScope } from '../bundled-scopes.ts'
import type { CommandContext } from '../command-context.ts'
import { CALL_LIMIT_SECONDS, type CheckOptions, withPreset } from './check-options.ts'
import { clusterConfig, kubernetesRun } from './cluster-options.ts'
import { keepOutputs } from './keep-outputs.ts'
import { onlyDue } from './only-due.ts'
import { domainManagerConfigs, probeSettings } from './probe-options.ts'

type SubjectOptions = CheckOptions & { readonly subject: string; readonly layer: Layer }

/** One run against one subject, with its preset if there is one. Throws coded errors. */
export async function checkOneSubject(
  commandLine: SubjectOptions,
  presets: Presets | undefined,
  context: CommandContext,
): Promise<void> {
  const { environment, homeDirectory, clock } = context
  const preset = presets?.subjects.get(commandLine.subject)
  if (preset === undefined && commandLine.config !== undefined && presets !== undefined) {
    const names = [...presets.subjects.keys()].join(', ')
    const message = `siegel.yaml has no subject “${commandLine.subject}”. It has ${names}.`
    throw new CodedError('SUITE_PRESET_UNKNOWN', message, { place: presets.file })
  }
  const { layer, subject } = commandLine
  const options = { ...withPreset(commandLine, preset), layer, subject }
  const scope = bundledScope(layer)
  const monitor =
    options.submit === undefined
      ? undefined
      : { url: options.submit, credentials: readMonitorCredentials({ environment }) }
  const selected = selectTestcases({
    scope,
    at: clock(),
    testcases: testcasesOfLayer(TESTCASES, layer),
    versions: options.scopeVersion,
    patterns: options.testcase,
    sections: options.section,
  })
  const selection = await onlyDue(selected, { ...options, scope }, context)
  if (selection.testcases.length === 0) {
    context.stderr.write('siegel: nothing is due\n')
    return
  }
  const config = layer === 'kaas' ? clusterConfig(options, context) : cloudConfig(options, context)
  for (const warning of config.warnings) context.stderr.write(`siegel: ${warning}\n`)
  const domainManagers = domainManagerConfigs(options, context)
  const settings = probeSettings(options, preset?.settings.probes)
  if (!options.quiet) {
    const facts = neededFacts(selection)
    // Without its credentials that trial makes no call.
    const paid = domainManagers === undefined ? facts.filter((name) => name !== 'domainManagerTrial') : facts
    const budget = budgetOf(paid, PROBES, settings)
    for (const line of budgetLines(budget)) context.stderr.write(`${line}\n`)
  }
  const limit = limitedSignal(options.runLimit, context.signal)
  try {
    const run = await runCheck({
      subject: options.subject,
      scope,
      selection,
      config,
      ...(layer === 'kaas' && { kubernetes: kubernetesRun(options, presets, context) }),
      clock,
      environment,
      signal: limit.signal,
      callLimitMs: (options.timeLimit ?? CALL_LIMIT_SECONDS) * 1_000,
      journalDirectory: journalDirectory(environment, homeDirectory),
      settings,
      ...(domainManagers !== undefined && { domainManagers }),
      showSteps: (steps) =>
        options.quiet ? SILENT_PROGRESS : showProgress(steps, context.stderr, wantsColour(context.stderr, environment)),
    })
    show(run, options, context)
    if (options.ready !== undefined) showReady(run, options.ready, context)
    for (const line of leftoverLines(run.cleanUp, layer, config.name)) context.stderr.write(`${line}\n`)
    context.exit(exitCodeOf(run, selection))
    await keepOutputs(run, { ...options, monitor, cloudName: config.name }, context)
  } finally {
    limit.clear()
  }
}

function cloudConfig({ osCloud, region }: SubjectOptions, context: CommandContext): OpenStackConfig {
  const { environment, homeDirectory, workingDirectory } = context
  return readCloudsYaml({
    environment,
    workingDirectory,
    homeDirectory,
    ...(osCloud !== undefined && { cloud: osCloud }),
    ...(region !== undefined && { region }),
  })
}

/** A clean-up that did not succeed has no part in the verdicts, so that it has to be told by itself. */
function leftoverLines(cleanUp: CheckRun['cleanUp'], layer: Layer, name: string): string[] {
  const leftovers = cleanUp?.leftovers ?? []
  if (leftovers.length === 0) return []
  return [
    'siegel: not everything that this run created could be removed:',
    ...leftovers.map(({ kind, name, problem }) => `  ${kind} ${name}: ${printable(problem)}`),
    layer === 'iaas' ? `  to do: siegel clean --os-cloud ${name}` : '  to do: siegel clean --kubeconfig FILE',
  ]
}

/** A signal that also ends when the run has had its time; what is not observed then is ABORT by time-out. */
function limitedSignal(seconds: number | undefined, signal: AbortSignal): { signal: AbortSignal; clear(): void } {
  if (seconds === undefined) return { signal, clear() {} }
  const controller = new AbortController()
  const timer = setTimeout(() => {
    const detail = `The run took longer than its limit of ${seconds} seconds.`
    controller.abort(new CloudError({ class: 'time-out', detail }))
  }, seconds * 1_000)
  return { signal: AbortSignal.any([signal, controller.signal]), clear: () => clearTimeout(timer) }
}

function show(run: CheckRun, options: SubjectOptions, context: CommandContext): void {
  if (options.json) {
    context.stdout.write(`${printableJson(runAsJson(run), 2)}\n`)
  } else if (!options.quiet) {
    const paint = paintFor(wantsColour(context.stdout, context.environment))
    context.stdout.write(`${summaryLines(run, { paint, isVerbose: options.verbose === true }).join('\n')}\n`)
  }
}

function showReady(run: CheckRun, version: string, { stdout, environment }: CommandContext): void {
  const list = readyForVersion({
    scope: run.scope,
    version,
    evidence: { ...run, withheld: new Set(), suite: ownJudges() },
    at: run.checkedAt,
  })
  stdout.write(`${readyLines(list, paintFor(wantsColour(stdout, environment))).join('\n')}\n`)
}

function exitCodeOf(run: CheckRun, selection: Selection): 0 | 1 | 2 {
  const decisive = [...run.judgements].filter(([id]) => selection.decisive.has(id))
  return outcomeOf(decisive.map(([, judgement]) => judgement.verdict))
}
