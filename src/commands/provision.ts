import { Command } from 'commander'
import type { WantedCluster } from '#clouds/kubernetes/provisioners/expand-branches.ts'
import { versionFor } from '#clouds/kubernetes/provisioners/provision-cluster.ts'
import { abortReasonOf } from '#clouds/openstack/cloud-error.ts'
import { printable } from '#suite/print/printable.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import { printableJson } from '#vocabulary/printable-json.ts'
import { type ClusterOptions, parseMirror, parsePoll, publicDataOptions } from './check/cluster-options.ts'
import type { CommandContext } from './command-context.ts'
import { inQuotaOrder } from './provision/in-quota-order.ts'
import { makeCluster, openProvisioner, removeCluster } from './provision/make-cluster.ts'
import { chooseClusters, readWantedClusters } from './provision/wanted-clusters.ts'

interface ProvisionOptions extends Pick<ClusterOptions, 'kubernetesData' | 'offline'> {
  readonly clusters?: string
  readonly all?: true
  readonly keep?: true
  readonly poll: number
  readonly json?: true
}

const USUAL_POLL_SECONDS = 30

const HELP = `
clusters.yaml is looked for here and in ~/.config/scs. docs/how-to/provision-clusters.md describes it, with examples for Gardener,
Cluster API, Rancher, t8s, kind, and clusters that are there already.

Exit codes: 0 done, 2 something did not succeed, 3 usage or configuration. What a killed run leaves, \`siegel clean\`
removes.`

/** `siegel provision`: makes the clusters that are tested, and removes them. */
export function command(context: CommandContext): Command {
  const provision = new Command('provision')
    .description('make and remove the clusters that are tested')
    .addHelpText('after', HELP)
  const withOptions = (name: string, description: string) =>
    provision
      .command(name)
      .description(description)
      .argument('[ids...]', 'clusters of clusters.yaml')
      .option('--clusters <file>', 'clusters.yaml (default: here, else in ~/.config/scs)')
      .option('--kubernetes-data <url>', 'a mirror of the public data about Kubernetes', parseMirror)
      .option('--offline', 'do not ask for public data about Kubernetes: take what the cache has')
      .option('--poll <seconds>', 'between two looks at a cluster (default: 30)', parsePoll, USUAL_POLL_SECONDS)
  withOptions('create', 'make clusters, and write <id>/kubeconfig.yaml of each')
    .option('--all', 'all of clusters.yaml')
    .option('--keep', 'leave a cluster there that does not become ready')
    .action((ids: string[], options: ProvisionOptions) => create(ids, options, context))
  withOptions('delete', 'remove clusters that Siegel made')
    .option('--all', 'all of clusters.yaml')
    .action((ids: string[], options: ProvisionOptions) => remove(ids, options, context))
  withOptions('list', 'list the offered versions, and which one would be chosen')
    .option('--json', 'print the result as JSON')
    .action((ids: string[], options: ProvisionOptions) => list(ids, options, context))
  withOptions('status', 'show what is there')
    .option('--json', 'print the result as JSON')
    .action((ids: string[], options: ProvisionOptions) => status(ids, options, context))
  return provision
}

async function chosen(ids: readonly string[], options: ProvisionOptions, context: CommandContext) {
  const { clusters, file } = await readWantedClusters(options.clusters, publicDataOptions(options, context), context)
  return { folder: file.folder, clusters: chooseClusters(clusters, ids, file.path) }
}

async function create(ids: readonly string[], options: ProvisionOptions, context: CommandContext): Promise<void> {
  requireChoice(ids, options)
  const { clusters, folder } = await chosen(ids, options, context)
  refuseSharedPlaces(clusters)
  const { keep, poll } = options
  const make = { folder, keepsFailed: keep === true, pauseSeconds: poll, onProgress: progressOf(context) }
  await forEach(clusters, context, async (wanted) => {
    await makeCluster(wanted, make, context)
  })
}

async function remove(ids: readonly string[], options: ProvisionOptions, context: CommandContext): Promise<void> {
  requireChoice(ids, options)
  const { clusters, folder } = await chosen(ids, options, context)
  const removal = { folder, pauseSeconds: options.poll, onProgress: progressOf(context) }
  await forEach(clusters, context, (wanted) => removeCluster(wanted, removal, context))
}

async function list(ids: readonly string[], options: ProvisionOptions, context: CommandContext): Promise<void> {
  const { clusters, folder } = await chosen(ids, options, context)
  const found: object[] = []
  await forEach(clusters, context, async (wanted) => {
    const provisioner = openProvisioner(wanted, folder, context)
    try {
      const versions = await provisioner.listOfferedVersions()
      const choice = wanted.branch === undefined ? null : (await versionFor(provisioner, wanted)).version
      found.push({ id: wanted.id, name: wanted.name, versions, chosen: choice })
      if (options.json) return
      context.stdout.write(`${wanted.id}: ${choice === null ? 'as it is' : `Kubernetes ${choice}`}\n`)
      for (const { release, state, version } of versions) {
        context.stdout.write(`  ${printable(version)} ${state}${release === null ? '' : ` (${printable(release)})`}\n`)
      }
    } finally {
      await provisioner.close()
    }
  })
  if (options.json) context.stdout.write(`${printableJson({ format: 1, clusters: found }, 2)}\n`)
}

async function status(ids: readonly string[], options: ProvisionOptions, context: CommandContext): Promise<void> {
  const { clusters, folder } = await chosen(ids, options, context)
  const found: object[] = []
  await forEach(clusters, context, async (wanted) => {
    const provisioner = openProvisioner(wanted, folder, context)
    try {
      const state = await provisioner.status()
      found.push({ id: wanted.id, name: wanted.name, ...state })
      const version = state.version === null ? '' : ` with Kubernetes ${state.version}`
      if (!options.json) context.stdout.write(`${wanted.id}: ${state.phase}${version} (${printable(state.says)})\n`)
    } finally {
      await provisioner.close()
    }
  })
  if (options.json) context.stdout.write(`${printableJson({ format: 1, clusters: found }, 2)}\n`)
}

/** One after the other as far as quotas demand it; what fails for one cluster does not end the work on the others. */
async function forEach(
  clusters: readonly WantedCluster[],
  context: CommandContext,
  work: (wanted: WantedCluster) => Promise<void>,
): Promise<void> {
  await inQuotaOrder(clusters, async (wanted) => {
    if (context.signal.aborted) return
    try {
      await work(wanted)
    } catch (error) {
      // A wrong configuration is told as such.
      if (error instanceof CodedError && /^PROVISION_(CONFIG|TEMPLATE)_/.test(error.code)) throw error
      context.stderr.write(`siegel: ${wanted.id}: ${printable(abortReasonOf(error).detail)}\n`)
      context.exit(2)
    }
  })
}

function progressOf({ stderr }: CommandContext) {
  return (says: string): void => {
    stderr.write(`siegel: ${printable(says)}\n`)
  }
}

/** Of clusters that have one name, as on t8s, only one can be there at a time, so that each would replace the other. */
function refuseSharedPlaces(clusters: readonly WantedCluster[]): void {
  const places = new Map<string, string>()
  for (const { entry, id, name } of clusters) {
    const place = JSON.stringify([entry.kind, entry.config, name])
    const other = entry.kind === 'static' ? undefined : places.get(place)
    if (other !== undefined) {
      throw new CodedError(
        'SUITE_OPTION_INVALID',
        `${other} and ${id} have one name, ${name}, so that only one of them can exist.`,
        {
          remedy: 'Make one, check it, and remove it before the next; `siegel check kaas --provision` does that.',
        },
      )
    }
    places.set(place, id)
  }
}

function requireChoice(ids: readonly string[], { all }: ProvisionOptions): void {
  if (ids.length > 0 !== (all === true)) return
  throw new CodedError('SUITE_OPTION_INVALID', 'Name clusters of clusters.yaml, or give --all, and not both.')
}
