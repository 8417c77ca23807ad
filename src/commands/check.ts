import { Command, Option } from 'commander'
import type { Layer } from '#suite/layer.ts'
import { readPresets } from '#suite/presets/read-presets.ts'
import { isPresetsFile } from '#suite/subjects/choose-subjects.ts'
import type { Section } from '#vocabulary/section.ts'
import { checkOneSubject } from './check/check-one-subject.ts'
import {
  type CheckOptions,
  parseCallLimit,
  parseParallel,
  parseRunLimit,
  parseSection,
  validateOptions,
} from './check/check-options.ts'
import { checkSeveralSubjects } from './check/check-several-subjects.ts'
import { addClusterOptions } from './check/cluster-options.ts'
import { addProbeOptions } from './check/probe-options.ts'
import type { CommandContext } from './command-context.ts'
import { repeated } from './repeated-option.ts'

/** `siegel check iaas` and `siegel check kaas`: one run against one subject, or one against each of several. */
export function command(context: CommandContext): Command {
  const check = new Command('check').description('check a cloud or a cluster against the standards')
  const iaas = withCommonOptions(check.command('iaas').description('check an OpenStack cloud'))
    .option('--os-cloud <cloud>', 'its entry in clouds.yaml (default: its preset, else OS_CLOUD)')
    .option('--region <region>', 'one of the regions of the entry (default: its preset, else the first)')
    .action((options: CheckOptions) => checkLayer('iaas', options, context))
  addProbeOptions(iaas)
  const kaas = withCommonOptions(check.command('kaas').description('check a Kubernetes cluster of an offering')).action(
    (options: CheckOptions) => checkLayer('kaas', options, context),
  )
  addClusterOptions(kaas)
  return check
}

function withCommonOptions(command: Command): Command {
  return command
    .option('--subject <name>', 'the name of the subject, as the monitor knows it')
    .option('--subjects <which>', 'several at once: names with commas, `all` of siegel.yaml, or another such file')
    .option('--config <file>', 'presets for the subjects (default: siegel.yaml here, if there is one)')
    .option('--scope-version <version>', 'only this scope version, which then counts (repeatable)', repeated, [])
    .option('--testcase <pattern>', 'only testcases that match, with * and ? (repeatable)', repeated, [])
    .addOption(
      new Option('--section <section>', 'only testcases of this cost (repeatable)')
        .argParser((value, previous: Section[]) => [...previous, parseSection(value)])
        .default([], 'all'),
    )
    .option('--report <file>', 'write the report (YAML; JSON if the name ends in .json)')
    .option('--report-directory <folder>', 'with --subjects: write report and facts of each there')
    .option('--evidence [what]', 'full: keep the evidence beside the report and send it, too; digest; or a file for it')
    .option('--ready <version>', 'then say whether the subject is ready for this scope version, such as next')
    .option('--facts <file>', 'write what was observed, to be judged again by `siegel judge`')
    .option('--junit <file>', 'write the result for a CI system')
    .option('--html <file>', 'write the result as one page to read or print, offline')
    .option('--markdown <file>', 'write the result for a merge request')
    .option('--json', 'print the result as JSON')
    .option('--key <file>', 'sign the report with this SSH key (writes FILE.sig)')
    .option('--submit <url>', 'send the signed report to this monitor')
    .option('--due <url>', 'only what has no result at this monitor, or one that expires soon')
    .option('--due-within <span>', 'how soon, such as 36h or 7d (default: what the monitor thinks, 1d)')
    .option('--time-limit <seconds>', 'for each API call (default: 32)', parseCallLimit)
    .option('--run-limit <seconds>', 'for the whole run against a subject', parseRunLimit)
    .option('--parallel <number>', 'with --subjects: how many at the same time (default: 4)', parseParallel)
    .option('--quiet', 'show neither progress nor summary')
    .option('--verbose', 'show every finding, every warning, and what passed')
    .addHelpText('after', HELP)
}

const HELP = `
Exit codes: 0 everything that counts passed, 1 something failed, 2 something could not be determined and nothing
failed, 3 usage, configuration, or the report could not be delivered. Of several subjects the worst counts: 3, 1, 2, 0.

What counts: target main of the scope versions that are effective or warn today. With --testcase everything that
matches counts; with --scope-version that version counts.

siegel.yaml presets clouds, clusters, versions and limits of subjects (docs/siegel.schema.json). Its report_directory, key and
submit are for --subjects only.

With --subjects, {subject} in the names of --html, --markdown and --junit makes one file of each subject:
--html 'reports/{subject}.html'. --junit without it makes one file of all.

The monitor's user and password come from SIEGEL_MONITOR_USER and SIEGEL_MONITOR_PASSWORD.`

async function checkLayer(layer: Layer, options: CheckOptions, context: CommandContext): Promise<void> {
  const { workingDirectory, homeDirectory } = context
  validateOptions(options, workingDirectory)
  const { subject, subjects } = options
  const named = subjects !== undefined && isPresetsFile(subjects) ? subjects : options.config
  const presets = readPresets({ workingDirectory, homeDirectory, file: named })
  if (subject !== undefined && options.provision) {
    const { withProvisioned } = await import('./provision/with-provisioned.ts')
    await withProvisioned({ ...options, subject }, context, (kubeconfig) =>
      checkOneSubject({ ...options, kubeconfig, layer, subject }, presets, context),
    )
  } else if (subject !== undefined) await checkOneSubject({ ...options, layer, subject }, presets, context)
  if (subjects !== undefined) await checkSeveralSubjects({ ...options, layer, subjects }, presets, context)
}
