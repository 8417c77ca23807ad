import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { openKubernetes } from '#clouds/kubernetes/kubernetes-cluster.ts'
import type { KubernetesConfig } from '#clouds/kubernetes/kubernetes-config.ts'
import { readKubeconfig } from '#clouds/kubernetes/read-kubeconfig.ts'
import type { Clock } from '#vocabulary/clock.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import { CLUSTER_API } from './cluster-api.ts'
import type { EntryOf } from './clusters-schema.ts'
import type { WantedCluster } from './expand-branches.ts'
import { GARDENER } from './gardener.ts'
import { kindCluster } from './kind-cluster.ts'
import { managedCluster } from './managed-cluster.ts'
import type { Platform } from './platform.ts'
import type { OfferedVersion, Provisioner } from './provisioner.ts'
import { RANCHER } from './rancher.ts'
import { readBeside } from './read-clusters-yaml.ts'
import { renderTemplate, type TemplateVariables } from './render-template.ts'
import { staticCluster } from './static-cluster.ts'
import { T8S, t8sManifest } from './t8s.ts'

export interface ProvisionerSurroundings {
  /** Of clusters.yaml. */
  readonly folder: string
  readonly workingDirectory: string
  readonly homeDirectory: string
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly clock: Clock
  readonly signal: AbortSignal
}

type ManagedEntry = EntryOf<'gardener' | 'clusterstacks' | 'cluster-api' | 'rancher' | 't8s'>

const PLATFORMS: Readonly<Record<ManagedEntry['kind'], { platform: Platform; template: string | null }>> = {
  gardener: { platform: GARDENER, template: 'shoot' },
  clusterstacks: { platform: CLUSTER_API, template: 'cluster' },
  'cluster-api': { platform: CLUSTER_API, template: 'cluster' },
  rancher: { platform: RANCHER, template: 'cluster' },
  t8s: { platform: T8S, template: null },
}

/** How long the creation of a cluster usually takes at most, in minutes. */
export function usualLimitMinutes({ entry }: WantedCluster): number {
  if (entry.config.limitMinutes !== undefined) return entry.config.limitMinutes
  return entry.kind === 'kind' || entry.kind === 'static' ? 20 : PLATFORMS[entry.kind].platform.usualLimitMinutes
}

/** Makes the provisioner of one cluster. Nothing is asked yet. Throws coded errors of the configuration. */
export function makeProvisioner(wanted: WantedCluster, surroundings: ProvisionerSurroundings): Provisioner {
  const { entry, name } = wanted
  const { environment, folder, signal } = surroundings
  if (entry.kind === 'static') return staticCluster(folder, entry.config.kubeconfig)
  if (entry.kind === 'kind') return kindCluster({ entry, name, folder, environment, signal })
  return managedProvisioner(wanted, entry, surroundings)
}

function managedProvisioner(
  { branch, name }: WantedCluster,
  entry: ManagedEntry,
  surroundings: ProvisionerSurroundings,
): Provisioner {
  const { clock, environment, folder, signal } = surroundings
  const { platform, template } = PLATFORMS[entry.kind]
  const config = managementConfig(entry, surroundings)
  const cluster = openKubernetes(config, { environment, clock, signal })
  const plain = entry.config.vars
  const variables = (version: OfferedVersion): TemplateVariables => ({
    ...plain,
    ...secretsOf(entry, surroundings),
    name,
    namespace: config.namespace,
    ...platform.versionVariables(version),
  })
  const manifest = (version: OfferedVersion) => {
    if (entry.kind === 't8s') {
      // JSON is YAML.
      return { text: JSON.stringify(t8sManifest(entry, config.namespace, version.version)), place: 'HelmRelease' }
    }
    const { path, text } = readBeside(folder, templateOf(entry, template ?? ''))
    return { text: renderTemplate(text, variables(version), path), place: path }
  }
  return managedCluster({
    platform,
    access: { cluster, clock, signal, vars: plain },
    name,
    manifest,
    versions: entry.config.versions ?? pinnedVersions(entry, branch),
    close: () => cluster.close(),
  })
}

/** Today's entries for t8s name the patch themselves, as the platform lists none. */
function pinnedVersions(entry: ManagedEntry, branch: string | undefined): readonly string[] | null {
  return entry.kind === 't8s' ? [`${branch ?? ''}.${entry.config.version_patch ?? 0}`] : null
}

function templateOf(entry: ManagedEntry, key: string): string {
  const templates: Readonly<Record<string, string | undefined>> = entry.config.templates
  const name = templates[key]
  if (name !== undefined) return name
  throw new CodedError('PROVISION_CONFIG_INVALID', `The entry of kind ${entry.kind} names no template ${key}.`)
}

/** The access data of the management cluster: a kubeconfig of its own, or today's template for one. */
function managementConfig(entry: ManagedEntry, surroundings: ProvisionerSurroundings): KubernetesConfig {
  const { environment, folder, homeDirectory, workingDirectory } = surroundings
  const { context, kubeconfig, vars } = entry.config
  const places = { environment, homeDirectory, workingDirectory, context }
  if (kubeconfig !== undefined) return readKubeconfig({ ...places, file: resolve(folder, kubeconfig) })
  const { path, text } = readBeside(folder, templateOf(entry, 'kubeconfig'))
  const rendered = renderTemplate(text, { ...vars, ...secretsOf(entry, surroundings) }, path)
  return readKubeconfig({ ...places, file: path, text: rendered })
}

function secretsOf({ config }: ManagedEntry, { environment, folder }: ProvisionerSurroundings): TemplateVariables {
  const entries = Object.entries(config.secrets).map(([name, secret]) => {
    if (typeof secret === 'string') return [name, secret]
    const value = 'env' in secret ? environment[secret.env] : readIfThere(resolve(folder, secret.file))
    if (value !== undefined && value !== '') return [name, value]
    const where = 'env' in secret ? `the variable ${secret.env} of the environment` : `the file ${secret.file}`
    throw new CodedError('PROVISION_CONFIG_INVALID', `The secret ${name} is not there: ${where} is missing or empty.`)
  })
  return Object.fromEntries(entries)
}

function readIfThere(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : undefined
}
