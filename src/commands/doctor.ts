import { resolve } from 'node:path'
import { Argument, Command } from 'commander'
import { findCloudsYaml, readCloudsYaml } from '#clouds/openstack/read-clouds-yaml.ts'
import { PROBES } from '#probes/index.ts'
import { type Diagnosis, doctorExitCode } from '#suite/doctor/diagnosis.ts'
import { runClusterDoctor } from '#suite/doctor/run-cluster-doctor.ts'
import { type DoctorResult, runDoctor } from '#suite/doctor/run-doctor.ts'
import { type Layer, testcasesOfLayer } from '#suite/layer.ts'
import { assertWritable, writeOutputFile } from '#suite/output-file.ts'
import { readPresets } from '#suite/presets/read-presets.ts'
import { type Paint, paintFor, wantsColour } from '#suite/print/paint.ts'
import { printable } from '#suite/print/printable.ts'
import { selectTestcases } from '#suite/select-testcases.ts'
import { TESTCASES } from '#testcases/index.ts'
import { printableJson } from '#vocabulary/printable-json.ts'
import type { Standing } from '#vocabulary/verdict.ts'
import { bundledScope } from './bundled-scopes.ts'
import { type ClusterOptions, clusterConfig } from './check/cluster-options.ts'
import type { CommandContext } from './command-context.ts'

interface DoctorOptions extends Pick<ClusterOptions, 'kubeconfig' | 'context'> {
  readonly osCloud?: string
  readonly region?: string
  readonly config?: string
  readonly accessRules?: string
  readonly json?: true
}

const SYMBOLS: Record<Diagnosis['level'], readonly [symbol: string, colour: Standing]> = {
  ok: ['✔', 'PASS'],
  note: ['!', 'ABORT'],
  mend: ['✘', 'FAIL'],
  stop: ['✘', 'FAIL'],
}

const HELP = `
Nothing is changed in the cloud. Exit codes: 0 fine, 1 there is something to mend, 3 a check cannot run.

Access rules limit an application credential to the calls of a check. Services obey them only where the provider has set
service_type in [keystone_authtoken]; elsewhere they refuse such a credential altogether.`

/** `siegel doctor`: finds out what would hinder a check, before it runs. */
export function command(context: CommandContext): Command {
  return new Command('doctor')
    .description('find out what would hinder a check: access, network, clocks, certificates, quotas')
    .addArgument(new Argument('[layer]', 'what is to be checked').choices(['iaas', 'kaas']).default('iaas'))
    .option('--os-cloud <cloud>', 'its entry in clouds.yaml (default: OS_CLOUD)')
    .option('--region <region>', 'one of the regions of the entry')
    .option('--kubeconfig <file>', 'of a cluster, for kaas (default: KUBECONFIG, else ~/.kube/config)')
    .option('--context <name>', 'a context of the kubeconfig (default: the current one)')
    .option('--config <file>', 'presets, for the monitor (default: siegel.yaml here, if there is one)')
    .option('--access-rules <file>', 'write the access rules that a check needs, as JSON')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', HELP)
    .action((layer: Layer, options: DoctorOptions) =>
      layer === 'kaas' ? examineCluster(options, context) : examine(options, context),
    )
}

async function examineCluster(options: DoctorOptions, context: CommandContext): Promise<void> {
  const { clock, environment, homeDirectory, signal, stdout, workingDirectory } = context
  const config = clusterConfig(options, context)
  const diagnoses = await runClusterDoctor({ config, clock, environment, signal, homeDirectory, workingDirectory })
  if (options.json) stdout.write(`${printableJson({ format: 1, diagnoses }, 2)}\n`)
  else show({ diagnoses, accessRules: null }, undefined, context)
  context.exit(doctorExitCode(diagnoses))
}

async function examine(options: DoctorOptions, context: CommandContext): Promise<void> {
  const { clock, environment, homeDirectory, signal, workingDirectory } = context
  const rulesFile = options.accessRules === undefined ? undefined : resolve(workingDirectory, options.accessRules)
  if (rulesFile !== undefined) assertWritable(rulesFile)
  const places = { environment, workingDirectory, homeDirectory }
  const selection = selectTestcases({
    scope: bundledScope('iaas'),
    at: clock(),
    testcases: testcasesOfLayer(TESTCASES, 'iaas'),
    versions: [],
    patterns: [],
    sections: [],
  })
  const result = await runDoctor({
    config: readCloudsYaml({
      ...places,
      ...(options.osCloud !== undefined && { cloud: options.osCloud }),
      ...(options.region !== undefined && { region: options.region }),
    }),
    cloudsYaml: findCloudsYaml(places),
    facts: [...new Set(selection.testcases.flatMap(({ needs }) => needs))],
    probes: PROBES,
    monitor: readPresets({ ...places, file: options.config })?.submit,
    clock,
    environment,
    signal,
  })
  if (options.json) context.stdout.write(`${printableJson({ format: 1, ...result }, 2)}\n`)
  else show(result, rulesFile, context)
  context.exit(doctorExitCode(result.diagnoses))
  if (rulesFile !== undefined && result.accessRules !== null) {
    await writeOutputFile(rulesFile, `${JSON.stringify(result.accessRules, null, 2)}\n`)
  }
}

function show(
  { diagnoses, accessRules }: DoctorResult,
  rulesFile: string | undefined,
  { stdout, environment }: CommandContext,
): void {
  const paint = paintFor(wantsColour(stdout, environment))
  const lines = [
    '',
    ...diagnoses.flatMap((one) => lineOf(one, paint)),
    ...(accessRules === null ? [] : ['', ...credentialLines(accessRules.length, rulesFile)]),
    '',
  ]
  stdout.write(`${lines.join('\n')}\n`)
}

function lineOf({ level, about, says, remedy }: Diagnosis, paint: Paint): string[] {
  const [symbol, colour] = SYMBOLS[level]
  return [
    `  ${paint.standing(colour, symbol)} ${paint.bold(printable(about))}: ${printable(says)}`,
    ...(remedy === undefined ? [] : [`      to do: ${remedy}`]),
  ]
}

function credentialLines(count: number, rulesFile: string | undefined): string[] {
  const file = rulesFile ?? 'access-rules.json'
  return [
    `  A credential that may make only the calls of a check needs ${count} access rules:`,
    ...(rulesFile === undefined ? [`    siegel doctor --access-rules ${file}`] : []),
    `    openstack application credential create --role member --access-rules ${file} siegel`,
  ]
}
