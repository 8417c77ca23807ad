import { Command } from 'commander'
import type { Journal } from '#clouds/journal/journal.ts'
import { journalDirectory } from '#clouds/journal/journal-directory.ts'
import { takeLeftJournals } from '#clouds/journal/left-journals.ts'
import { abortReasonOf } from '#clouds/openstack/cloud-error.ts'
import { cloudIdentity } from '#clouds/openstack/cloud-identity.ts'
import { connectOpenStack, type OpenStackCloud } from '#clouds/openstack/openstack-cloud.ts'
import { readCloudsYaml } from '#clouds/openstack/read-clouds-yaml.ts'
import { type RemovalOptions, removeRecorded, removeResource } from '#clouds/openstack/resources/remove-recorded.ts'
import { USUAL_RHYTHM } from '#clouds/openstack/resources/wait-for-state.ts'
import { type Candidate, findCandidates } from '#suite/clean/find-candidates.ts'
import { printable } from '#suite/print/printable.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { CommandContext } from './command-context.ts'
import { typedYes } from './typed-yes.ts'

interface CleanOptions {
  readonly osCloud?: string
  readonly region?: string
  readonly dryRun?: true
  readonly unrecorded?: true
  readonly yes?: true
  readonly grace: number
  readonly kubeconfig?: string
  readonly context?: string
  readonly clusters?: string | true
}

/** For objects that take their time to go, and a creation under way when its run was killed. */
const LIMIT_MS = 200_000
const GRACE_SECONDS = 35
const LONGEST_GRACE_SECONDS = 600
const POLL_SECONDS = 3

/** `siegel clean`: removes what runs that were killed have left in a cloud. */
export function command(context: CommandContext): Command {
  return new Command('clean')
    .description('remove what runs that were killed have left in a cloud')
    .option('--os-cloud <cloud>', 'its entry in clouds.yaml (default: OS_CLOUD)')
    .option('--region <region>', 'one of the regions of the entry (default: the first)')
    .option('--kubeconfig <file>', 'clean a Kubernetes cluster instead, which this file leads to')
    .option('--context <name>', 'a context of the kubeconfig (default: the current one)')
    .option('--clusters [file]', 'clean the platforms of clusters.yaml instead, on which clusters are made')
    .option('--dry-run', 'only show what would be removed')
    .option('--unrecorded', 'look also for objects that are in no journal, by the names that tests use')
    .option('--yes', 'do not ask before removing what is in no journal; needs --unrecorded')
    .option(
      '--grace <seconds>',
      'how long a creation may still take effect after it was announced',
      parseGrace,
      GRACE_SECONDS,
    )
    .addHelpText('after', HELP)
    .action((options: CleanOptions) => clean(options, context))
}

const HELP = `
What the journals of finished runs say is removed without asking: it was recorded before it was created, and is found
by its id or its full name. Where there is no journal of this cloud, objects whose names begin as those of tests do
(_scs-, scs-test-) are shown, and removed only if you say so: they may be somebody else's.

Exit codes: 0 nothing is left, 2 something is left, 3 usage or configuration.`

async function clean(options: CleanOptions, context: CommandContext): Promise<void> {
  const { clock, environment, homeDirectory, signal, stderr, stdout, workingDirectory } = context
  if (options.yes && !options.unrecorded) {
    throw new CodedError('SUITE_OPTION_INVALID', '--yes is for what is in no journal: it needs --unrecorded.', {
      remedy: 'Leave --yes away: what is in a journal is removed without asking.',
    })
  }
  if (options.kubeconfig !== undefined || options.clusters !== undefined) {
    await cleanKubernetes(options, context)
    return
  }
  const config = readCloudsYaml({
    environment,
    workingDirectory,
    homeDirectory,
    ...(options.osCloud !== undefined && { cloud: options.osCloud }),
    ...(options.region !== undefined && { region: options.region }),
  })
  const cloud = await connectOpenStack(config, { environment, signal })
  const directory = journalDirectory(environment, homeDirectory)
  const { journals, problems, runningIds } = takeLeftJournals(directory, cloudIdentity(cloud), clock)
  const removal: RemovalOptions = {
    signal,
    rhythm: USUAL_RHYTHM,
    limitMs: LIMIT_MS,
    settleMs: options.grace * 1_000,
    now: clock,
  }
  try {
    for (const problem of problems) stderr.write(`siegel: ${problem.message} (${problem.place})\n`)
    if (runningIds.length > 0) stderr.write(`siegel: runs still going on, left alone: ${runningIds.join(', ')}\n`)
    const counts = { left: problems.length }
    for (const journal of journals) counts.left += await finishJournal(journal, cloud, options, removal, context)
    if (options.unrecorded || (journals.length === 0 && runningIds.length === 0)) {
      counts.left += await offerCandidates(cloud, runningIds, options, removal, context)
    }
    if (counts.left === 0) stdout.write('Nothing is left.\n')
    else context.exit(2)
  } finally {
    for (const journal of journals) journal.close()
    await cloud.close()
  }
}

/** Of what is made in Kubernetes, only journals tell: a name alone never leads to a removal. */
async function cleanKubernetes(options: CleanOptions, context: CommandContext): Promise<void> {
  const { clusters, kubeconfig, osCloud, unrecorded } = options
  if ((kubeconfig !== undefined && clusters !== undefined) || osCloud !== undefined || unrecorded) {
    const message = '--kubeconfig and --clusters are for one thing each, and without --os-cloud and --unrecorded.'
    throw new CodedError('SUITE_OPTION_INVALID', message)
  }
  const { cleanCluster, cleanPlatforms } = await import('./clean/clean-clusters.ts')
  const { clusters: _, ...others } = options
  const chosen = { ...others, poll: POLL_SECONDS, ...(typeof clusters === 'string' && { clusters }) }
  if (kubeconfig !== undefined) await cleanCluster(chosen, context)
  else await cleanPlatforms(chosen, context)
}

/** Returns how many objects are left. */
async function finishJournal(
  journal: Journal,
  cloud: OpenStackCloud,
  { dryRun }: CleanOptions,
  removal: RemovalOptions,
  { stdout }: CommandContext,
): Promise<number> {
  const objects = journal.open()
  stdout.write(`Run ${journal.runId}: ${objects.length} objects may be left\n`)
  if (dryRun) {
    for (const { id, kind, name } of objects.toReversed()) {
      stdout.write(`  would remove ${kind} ${name}${id === null ? ', if it is there' : ` (${id})`}\n`)
    }
    return objects.length
  }
  const leftovers = await removeRecorded(cloud, objects, {
    ...removal,
    onGone({ kind, name, number }) {
      journal.gone(number)
      stdout.write(`  gone: ${kind} ${name}\n`)
    },
  })
  for (const { kind, name, problem } of leftovers) {
    stdout.write(`  left: ${kind} ${name}: ${printable(problem)}\n`)
  }
  return leftovers.length
}

/** Shows what may be left by its name, and removes it if that is wanted. Returns how much of it stays. */
async function offerCandidates(
  cloud: OpenStackCloud,
  runningIds: readonly string[],
  options: CleanOptions,
  removal: RemovalOptions,
  context: CommandContext,
): Promise<number> {
  const { stderr, stdout } = context
  const { candidates, problems } = await findCandidates(cloud, runningIds, removal.signal)
  for (const problem of problems) stderr.write(`siegel: cannot look for left objects: ${printable(problem)}\n`)
  if (candidates.length === 0) return 0
  stdout.write('In no journal, but named as tests name their objects (it may be somebody else who did):\n')
  for (const { address, kind, name } of candidates) {
    stdout.write(`  ${kind.kind} ${printable(name)} (${printable(address.id)})\n`)
  }
  if (options.dryRun || !(await isWanted(candidates, options, context))) return candidates.length
  let left = 0
  for (const { address, kind, name } of candidates) {
    try {
      await removeResource(cloud, kind, address, removal)
      stdout.write(`  gone: ${kind.kind} ${printable(name)}\n`)
    } catch (error) {
      left++
      stdout.write(`  left: ${kind.kind} ${printable(name)}: ${printable(abortReasonOf(error).detail)}\n`)
    }
  }
  return left
}

async function isWanted(
  candidates: readonly Candidate[],
  options: CleanOptions,
  { signal, stderr, stdin, stdout }: CommandContext,
): Promise<boolean> {
  if (options.yes) return true
  if (stdin.isTTY !== true) {
    stderr.write('siegel: nothing of this was removed; add --unrecorded --yes if all of it is yours\n')
    return false
  }
  return typedYes(`Remove all ${candidates.length}? Type yes to do so: `, stdout, { signal, stdin })
}

function parseGrace(value: string): number {
  const seconds = Number(value)
  if (Number.isFinite(seconds) && seconds >= 0 && seconds <= LONGEST_GRACE_SECONDS && value.trim() !== '')
    return seconds
  throw new CodedError(
    'SUITE_OPTION_INVALID',
    `--grace takes seconds from 0 to ${LONGEST_GRACE_SECONDS}, not “${value}”.`,
  )
}
