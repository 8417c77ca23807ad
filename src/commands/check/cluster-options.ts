import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import { journalDirectory } from '#clouds/journal/journal-directory.ts'
import {
  type ConformanceSource,
  importedResults,
  noResults,
} from '#clouds/kubernetes/conformance/conformance-source.ts'
import { drivenResults } from '#clouds/kubernetes/conformance/driven-results.ts'
import { findConformanceTool, HOW_TO_GET_TOOLS } from '#clouds/kubernetes/conformance/find-tool.ts'
import type { KubernetesConfig } from '#clouds/kubernetes/kubernetes-config.ts'
import { mirroredDataUrls, OFFICIAL_DATA_URLS } from '#clouds/kubernetes/public-data.ts'
import { readKubeconfig } from '#clouds/kubernetes/read-kubeconfig.ts'
import type { KubernetesRun } from '#suite/connect-subject.ts'
import type { Presets } from '#suite/presets/presets.ts'
import { printable } from '#suite/print/printable.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { CommandContext } from '../command-context.ts'
import { repeated } from '../repeated-option.ts'

/** What the command line says about a Kubernetes cluster. */
export interface ClusterOptions {
  readonly kubeconfig?: string
  readonly context?: string
  readonly offering?: string[]
  readonly kubernetesData?: string
  readonly offline?: true
  readonly conformanceResults?: string[]
  readonly conformanceTool?: string
  readonly provision?: true
  /** clusters.yaml, for `provision`. */
  readonly clusters?: string
  readonly keepCluster?: true
  /** Seconds between two looks at a cluster that is made. */
  readonly poll?: number
}

/** Adds the options to the command that checks clusters. */
export function addClusterOptions(command: Command): void {
  command
    .option('--kubeconfig <file>', 'its access data (default: its preset, else KUBECONFIG, else ~/.kube/config)')
    .option('--context <name>', 'a context of the kubeconfig (default: its preset, else the current one)')
    .option('--offering <file>', 'kubeconfig of another cluster of the same offering (repeatable)', repeated, [])
    .option(
      '--conformance-results <file>',
      'results of a conformance run: an archive of Sonobuoy, junit_01.xml, e2e.log (repeatable)',
      repeated,
      [],
    )
    .option(
      '--conformance-tool <program>',
      'sonobuoy or hydrophone, by name or path, or `none` (default: what is installed)',
    )
    .option('--provision', 'make the cluster of this name first, and remove it afterwards')
    .option('--clusters <file>', 'with --provision: clusters.yaml (default: here, else in ~/.config/scs)')
    .option('--keep-cluster', 'with --provision: leave the cluster there')
    .option('--poll <seconds>', 'with --provision: between two looks at the cluster (default: 30)', parsePoll)
    .option('--kubernetes-data <url>', 'a mirror of the public data about Kubernetes', parseMirror)
    .option('--offline', 'do not ask for public data about Kubernetes: take what the cache has')
}

/** The access data of the tested cluster. Throws coded errors of the kubeconfig. */
export function clusterConfig({ context, kubeconfig }: ClusterOptions, places: CommandContext): KubernetesConfig {
  const { environment, homeDirectory, workingDirectory } = places
  return readKubeconfig({ environment, homeDirectory, workingDirectory, file: kubeconfig, context })
}

/** What else a run against a cluster needs: public data, and the other clusters of the offering. */
export function kubernetesRun(
  options: ClusterOptions & { readonly subject: string },
  presets: Presets | undefined,
  context: CommandContext,
): KubernetesRun {
  const named = (options.offering ?? []).map((kubeconfig) => clusterConfig({ kubeconfig }, context))
  return {
    ...publicDataOptions(options, context),
    conformance: conformanceSource(options, context),
    others: [...named, ...groupMembers(options.subject, presets, context)],
  }
}

/** Where public data about Kubernetes is read and kept. */
export function publicDataOptions(
  { kubernetesData, offline }: Pick<ClusterOptions, 'kubernetesData' | 'offline'>,
  { environment, homeDirectory }: CommandContext,
): Pick<KubernetesRun, 'urls' | 'cacheDirectory' | 'isOffline'> {
  const cache = environment.XDG_CACHE_HOME || join(homeDirectory, '.cache')
  return {
    urls: kubernetesData === undefined ? OFFICIAL_DATA_URLS : mirroredDataUrls(kubernetesData),
    cacheDirectory: resolve(cache, 'siegel', 'kubernetes-data'),
    isOffline: offline === true,
  }
}

/** Where the results of upstream's end-to-end tests come from: files, else a run of the tool that is installed. */
function conformanceSource(
  { conformanceResults = [], conformanceTool }: ClusterOptions,
  context: CommandContext,
): ConformanceSource {
  const { clock, environment, homeDirectory, stderr, workingDirectory } = context
  if (conformanceResults.length > 0) {
    return importedResults(conformanceResults.map((path) => resolve(workingDirectory, path)))
  }
  if (conformanceTool === 'none') return noResults('Conformance tests were not wanted (--conformance-tool none).')
  const tool = findConformanceTool(conformanceTool, { environment, homeDirectory, workingDirectory })
  if (tool === undefined) return noResults(`Neither Sonobuoy nor Hydrophone is installed. ${HOW_TO_GET_TOOLS}`)
  const stateDirectory = join(journalDirectory(environment, homeDirectory), '..', 'conformance')
  const onProgress = (says: string) => stderr.write(`siegel: ${printable(says)}\n`)
  return drivenResults({ tool, stateDirectory, environment, clock, onProgress })
}

/** The other subjects of siegel.yaml that belong to the group of this one. */
function groupMembers(subject: string, presets: Presets | undefined, context: CommandContext): KubernetesConfig[] {
  const group = presets?.subjects.get(subject)?.group
  if (presets === undefined || group === undefined) return []
  const members = [...presets.subjects.values()].filter((one) => one.group === group && one.subject !== subject)
  return members.map(({ cluster }) =>
    clusterConfig(
      {
        ...(cluster?.kubeconfig && { kubeconfig: cluster.kubeconfig }),
        ...(cluster?.context && { context: cluster.context }),
      },
      context,
    ),
  )
}

/** The options as another run of the program takes them. */
export function clusterArguments({
  clusters,
  conformanceTool,
  keepCluster,
  kubernetesData,
  offline,
  poll,
  provision,
}: ClusterOptions): string[] {
  return [
    ...(conformanceTool === undefined ? [] : ['--conformance-tool', conformanceTool]),
    ...(provision === undefined ? [] : ['--provision']),
    ...(clusters === undefined ? [] : ['--clusters', clusters]),
    ...(keepCluster === undefined ? [] : ['--keep-cluster']),
    ...(poll === undefined ? [] : ['--poll', String(poll)]),
    ...(kubernetesData === undefined ? [] : ['--kubernetes-data', kubernetesData]),
    ...(offline === undefined ? [] : ['--offline']),
  ]
}

export function parseMirror(value: string): string {
  if (URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)) return value
  throw new CodedError('SUITE_OPTION_INVALID', `--kubernetes-data takes an http or https URL, not “${value}”.`)
}

const LONGEST_POLL_SECONDS = 600

export function parsePoll(value: string): number {
  const seconds = Number(value)
  if (Number.isFinite(seconds) && seconds > 0 && seconds <= LONGEST_POLL_SECONDS) return seconds
  throw new CodedError('SUITE_OPTION_INVALID', `--poll takes seconds up to ${LONGEST_POLL_SECONDS}, not “${value}”.`)
}
