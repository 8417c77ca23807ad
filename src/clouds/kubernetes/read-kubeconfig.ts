import { delimiter, join, resolve } from 'node:path'
import { CodedError } from '#vocabulary/coded-error.ts'
import { nearestNames } from '#vocabulary/nearest-names.ts'
import { configFromContext } from './config-from-context.ts'
import { type KubeconfigEntry, parseKubeconfigText, readKubeconfigFile } from './kubeconfig-file.ts'
import type { KubernetesConfig } from './kubernetes-config.ts'

export interface KubeconfigOptions {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly workingDirectory: string
  readonly homeDirectory: string
  /** A kubeconfig to use instead of those of KUBECONFIG or `~/.kube/config`. */
  readonly file?: string | undefined
  /** The content of the named file, for one that exists in memory only. */
  readonly text?: string | undefined
  /** The context to use; without it `current-context`, then the only one there is. */
  readonly context?: string | undefined
}

/**
 * Finds and reads the access data of one cluster as kubectl does: the named file, else those of KUBECONFIG (a list; of
 * what has the same name in several, the first counts; missing files are passed over), else `~/.kube/config`. Different
 * from there: without a current context the only one is taken.
 *
 * @throws CodedError CLOUDS_KUBECONFIG_NOT_FOUND, CLOUDS_KUBECONFIG_INVALID, CLOUDS_CONTEXT_UNKNOWN,
 * CLOUDS_CONTEXT_NOT_CHOSEN, CLOUDS_CONFIG_UNREADABLE, CLOUDS_CONFIG_MALFORMED; no message holds a secret
 */
export function readKubeconfig(options: KubeconfigOptions): KubernetesConfig {
  const { found, paths } = readAll(options)
  const contexts = byName(found, 'contexts', 'context')
  const name = chooseContext(options, found, [...contexts.keys()], paths)
  const context = contexts.get(name)
  if (context === undefined) throw unknownContext(name, [...contexts.keys()], paths)
  const cluster = referred(context, 'cluster', byName(found, 'clusters', 'cluster'))
  const user =
    context.text('user') === undefined ? undefined : referred(context, 'user', byName(found, 'users', 'user'))
  return configFromContext({ name, context, cluster, user })
}

/** The files that count, by their absolute paths, whether they exist or not. */
export function kubeconfigPaths({ environment, file, homeDirectory, workingDirectory }: KubeconfigOptions): string[] {
  if (file !== undefined) return [resolve(workingDirectory, file)]
  const listed = (environment.KUBECONFIG ?? '').split(delimiter).filter((path) => path !== '')
  if (listed.length > 0) return [...new Set(listed.map((path) => resolve(workingDirectory, path)))]
  return [join(homeDirectory, '.kube', 'config')]
}

function readAll(options: KubeconfigOptions): { found: KubeconfigEntry[]; paths: string[] } {
  const paths = kubeconfigPaths(options)
  const [only] = paths
  if (options.text !== undefined && only !== undefined) {
    return { found: [parseKubeconfigText(options.text, only)], paths }
  }
  const found = paths.flatMap((path) => readKubeconfigFile(path) ?? [])
  if (found.length > 0) return { found, paths }
  const message = `There is no kubeconfig: ${paths.join(', ')}.`
  throw new CodedError('CLOUDS_KUBECONFIG_NOT_FOUND', message, { place: paths[0] })
}

function byName(files: readonly KubeconfigEntry[], list: string, key: string): Map<string, KubeconfigEntry> {
  const entries = new Map<string, KubeconfigEntry>()
  for (const file of files) {
    const names = new Set<string>()
    for (const entry of file.entries(list)) {
      const name = entry.requiredText('name')
      if (names.has(name)) throw entry.invalid('name', `there are two ${list} of the name ${name}`)
      names.add(name)
      const value = entry.entry(key)
      if (value !== undefined && !entries.has(name)) entries.set(name, value)
    }
  }
  return entries
}

function chooseContext(
  { context }: KubeconfigOptions,
  files: readonly KubeconfigEntry[],
  names: readonly string[],
  paths: readonly string[],
): string {
  const current = context ?? files.flatMap((file) => file.text('current-context') ?? [])[0]
  if (current !== undefined) return current
  const [only, ...others] = names
  if (only !== undefined && others.length === 0) return only
  const problem = only === undefined ? 'It has no context at all' : `There are: ${names.join(', ')}`
  throw new CodedError('CLOUDS_CONTEXT_NOT_CHOSEN', `No context is chosen. ${problem}.`, { place: paths.join(', ') })
}

function unknownContext(name: string, names: readonly string[], paths: readonly string[]): CodedError {
  const near = nearestNames(name, names)
  const there = names.length === 0 ? 'The kubeconfig has none at all' : `There are: ${names.slice(0, 50).join(', ')}`
  return new CodedError('CLOUDS_CONTEXT_UNKNOWN', `There is no context ${name}. ${there}.`, {
    place: paths.join(', '),
    ...(near.length > 0 && { remedy: `Did you mean ${near.join(', ')}?` }),
  })
}

function referred(
  context: KubeconfigEntry,
  key: 'cluster' | 'user',
  entries: ReadonlyMap<string, KubeconfigEntry>,
): KubeconfigEntry {
  const name = context.requiredText(key)
  const entry = entries.get(name)
  if (entry === undefined) throw context.invalid(key, `there is no ${key} of the name ${name}`)
  return entry
}
