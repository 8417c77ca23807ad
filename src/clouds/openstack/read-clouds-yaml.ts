import { join } from 'node:path'
import { type ConfigMap, isConfigMap } from '#clouds/config-text.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import { chooseRegion } from './choose-region.ts'
import { cloudFromEntry } from './cloud-from-entry.ts'
import { type ConfigFile, mergeConfig, readFirstConfigFile } from './config-file.ts'
import { environmentEntry } from './environment-entry.ts'
import type { OpenStackConfig } from './openstack-config.ts'

export interface CloudsYamlOptions {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly workingDirectory: string
  readonly homeDirectory: string
  /** The entry to use; without it OS_CLOUD decides, then `OS_*` variables, then the only entry there is. */
  readonly cloud?: string
  /** One of the regions of the entry; without it the first. */
  readonly region?: string
  /** A clouds.yaml to use instead of searching for one. */
  readonly file?: string
  /** The folder of the whole machine; for tests. */
  readonly siteDirectory?: string
}

/**
 * Finds and reads the configuration of one cloud as the OpenStack programs do (openstacksdk, "Configuring OpenStack SDK
 * Applications"): the first `clouds.yaml`/`.yml`/`.json` named by OS_CLIENT_CONFIG_FILE or found in the current folder,
 * `~/.config/openstack` or `/etc/openstack`; `secure.yaml` (OS_CLIENT_SECURE_FILE) laid over it key by key; the profile
 * of `clouds-public.yaml` below it. Different from there: a broken file is an error and not passed over, because the
 * next file might name another cloud.
 *
 * @throws CodedError CLOUDS_CONFIG_…, CLOUDS_CLOUD_…, CLOUDS_REGION_UNKNOWN, CLOUDS_AUTH_TYPE_UNSUPPORTED; no message
 * holds a value of a key that may be secret
 */
export function readCloudsYaml(options: CloudsYamlOptions): OpenStackConfig {
  const { environment } = options
  const named = options.file ?? environment.OS_CLIENT_CONFIG_FILE
  const clouds = readKind(options, 'clouds', named)
  const secure = readKind(options, 'secure', environment.OS_CLIENT_SECURE_FILE)
  const entries = mergeConfig(entriesOf(clouds, 'clouds'), entriesOf(secure, 'clouds'))
  const fromEnvironment = environmentEntry(environment)
  const name = chooseName(options, entries, fromEnvironment !== undefined)
  const place = clouds?.path ?? secure?.path ?? 'the environment'
  const entry = name === ENVIRONMENT_CLOUD && fromEnvironment !== undefined ? fromEnvironment : entries[name]
  if (!isConfigMap(entry)) throw unknownCloud(name, entries, clouds ?? secure)

  const warnings: string[] = []
  const profiled = withProfile(entry, () => readKind(options, 'clouds-public', undefined), warnings)
  const regional = chooseRegion(profiled, options.region, `${place}: clouds.${name}`)
  return cloudFromEntry(regional, { ...options, name, place: `${place}: clouds.${name}`, warnings })
}

/** The clouds.yaml that counts, or undefined if there is none. Throws as `readCloudsYaml` does for a broken one. */
export function findCloudsYaml(options: CloudsYamlOptions): string | undefined {
  return readKind(options, 'clouds', options.file ?? options.environment.OS_CLIENT_CONFIG_FILE)?.path
}

const ENVIRONMENT_CLOUD = 'envvars'

function readKind(options: CloudsYamlOptions, kind: string, named: string | undefined): ConfigFile | undefined {
  const { environment, homeDirectory, workingDirectory } = options
  const folders = [
    workingDirectory,
    ...(environment.XDG_CONFIG_HOME ? [join(environment.XDG_CONFIG_HOME, 'openstack')] : []),
    join(homeDirectory, '.config', 'openstack'),
    options.siteDirectory ?? '/etc/openstack',
  ]
  const usual = folders.flatMap((folder) => ['.yaml', '.yml', '.json'].map((suffix) => join(folder, kind + suffix)))
  return readFirstConfigFile(named ? [named, ...usual] : usual, Boolean(named))
}

function entriesOf(file: ConfigFile | undefined, key: string): ConfigMap {
  const entries = file?.content[key]
  if (file === undefined || entries === undefined || entries === null) return {}
  if (isConfigMap(entries)) return entries
  throw new CodedError('CLOUDS_CONFIG_INVALID', `The key ${key} must hold entries by name.`, { place: file.path })
}

function chooseName(options: CloudsYamlOptions, entries: ConfigMap, hasEnvironmentEntry: boolean): string {
  const chosen = options.cloud || options.environment.OS_CLOUD
  if (chosen) return chosen
  if (hasEnvironmentEntry) return ENVIRONMENT_CLOUD
  const names = Object.keys(entries)
  if (names.length === 1 && names[0] !== undefined) return names[0]
  if (names.length === 0) {
    throw new CodedError('CLOUDS_CONFIG_NOT_FOUND', 'No clouds.yaml was found, and OS_AUTH_URL is not set.')
  }
  throw new CodedError('CLOUDS_CLOUD_NOT_CHOSEN', `There are several clouds: ${names.toSorted().join(', ')}.`)
}

function unknownCloud(name: string, entries: ConfigMap, file: ConfigFile | undefined): CodedError {
  if (file === undefined) {
    return new CodedError('CLOUDS_CONFIG_NOT_FOUND', `No clouds.yaml was found, so there is no cloud ${name}.`)
  }
  const names = Object.keys(entries).toSorted()
  const there = names.length === 0 ? 'The file has none at all' : `There are: ${names.join(', ')}`
  return new CodedError('CLOUDS_CLOUD_UNKNOWN', `There is no cloud ${name}. ${there}.`, { place: file.path })
}

function withProfile(entry: ConfigMap, readPublic: () => ConfigFile | undefined, warnings: string[]): ConfigMap {
  const profile = entry.profile ?? entry.cloud
  if (typeof profile !== 'string' || profile === '') return entry
  const below = entriesOf(readPublic(), 'public-clouds')[profile]
  if (isConfigMap(below)) return mergeConfig(below, entry)
  warnings.push(`The profile ${profile} is in no clouds-public.yaml and was ignored.`)
  return entry
}
