import { type Command, Option } from 'commander'
import { readCloudsYaml } from '#clouds/openstack/read-clouds-yaml.ts'
import { type ProbeSettings, USUAL_SETTINGS } from '#probes/probe-settings.ts'
import type { DomainManagerConfigs } from '#suite/connect-domain-managers.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { CommandContext } from '../command-context.ts'
import { repeated } from '../repeated-option.ts'

/** What the command line says about the probes that create something. */
export interface ProbeOptions {
  readonly domainManager?: string[]
  readonly backupLimit?: number
  /** URLs; null for the mirrors that the image has itself. */
  readonly debianMirror?: string | null
  readonly debianSecurityMirror?: string | null
  readonly ubuntuMirror?: string | null
}

const LONGEST_BACKUP_SECONDS = 600

/** Adds the options to the command that runs probes. */
export function addProbeOptions(command: Command): void {
  const mirror = (flag: string, what: string) =>
    new Option(`${flag} <url>`, `where ${what}; \`image\` leaves that to the image`).argParser(parseMirror)
  command
    .option(
      '--domain-manager <cloud>',
      'entry of a domain manager in clouds.yaml (twice: of two domains)',
      repeated,
      [],
    )
    .option('--backup-limit <seconds>', 'for each step of the backup test (default: 600)', parseBackupLimit)
    .addOption(mirror('--debian-mirror', 'a Debian machine gets packages'))
    .addOption(mirror('--debian-security-mirror', 'it gets security updates'))
    .addOption(mirror('--ubuntu-mirror', 'an Ubuntu machine gets packages'))
}

/** The settings of the probes: what was said, else what is usual for the subject. */
export function probeSettings(options: ProbeOptions, preset: ProbeSettings = USUAL_SETTINGS): ProbeSettings {
  const { entropy } = preset
  const { debianMirror, debianSecurityMirror, ubuntuMirror } = options
  const chosen = (said: string | null | undefined, usual: string | null) => (said === undefined ? usual : said)
  return {
    ...preset,
    backupLimitSeconds: options.backupLimit ?? preset.backupLimitSeconds,
    entropy: {
      ...entropy,
      mirrors: {
        debian: chosen(debianMirror, entropy.mirrors.debian),
        debianSecurity: chosen(debianSecurityMirror, entropy.mirrors.debianSecurity),
        ubuntu: chosen(ubuntuMirror, entropy.mirrors.ubuntu),
      },
    },
  }
}

/** The options as another run of the program takes them; domain managers are not among them. */
export function probeArguments(options: ProbeOptions): string[] {
  const mirror = (flag: string, url: string | null | undefined) => (url === undefined ? [] : [flag, url ?? 'image'])
  return [
    ...(options.backupLimit === undefined ? [] : ['--backup-limit', String(options.backupLimit)]),
    ...mirror('--debian-mirror', options.debianMirror),
    ...mirror('--debian-security-mirror', options.debianSecurityMirror),
    ...mirror('--ubuntu-mirror', options.ubuntuMirror),
  ]
}

/**
 * The credentials of the two domain managers; undefined if there are none.
 *
 * @throws CodedError SUITE_OPTION_INVALID for another number than two, CLOUDS_… if an entry cannot be used
 */
export function domainManagerConfigs(
  { domainManager = [] }: ProbeOptions,
  { environment, homeDirectory, workingDirectory }: CommandContext,
): DomainManagerConfigs | undefined {
  const [own, foreign, ...more] = domainManager
  if (own === undefined) return undefined
  if (foreign === undefined || more.length > 0) {
    throw new CodedError('SUITE_OPTION_INVALID', '--domain-manager is given twice, for the managers of two domains.')
  }
  const read = (cloud: string) => readCloudsYaml({ environment, homeDirectory, workingDirectory, cloud })
  return [read(own), read(foreign)]
}

/** Longer would not fit into the time that the trial declares. */
function parseBackupLimit(value: string): number {
  const seconds = Number(value)
  if (Number.isFinite(seconds) && seconds > 0 && seconds <= LONGEST_BACKUP_SECONDS) return seconds
  const rule = `--backup-limit takes seconds up to ${LONGEST_BACKUP_SECONDS}`
  throw new CodedError('SUITE_OPTION_INVALID', `${rule}, not “${value}”.`)
}

function parseMirror(value: string): string | null {
  if (value === 'image') return null
  if (/^https?:\/\/[\w.:/[\]~%+-]{1,500}$/.test(value) && URL.canParse(value)) return value
  throw new CodedError('SUITE_OPTION_INVALID', `A mirror is a plain http or https URL, or \`image\`, not “${value}”.`)
}
