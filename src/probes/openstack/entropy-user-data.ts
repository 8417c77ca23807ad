import { ENTROPY_MARK } from '#facts/derived/entropy/entropy-console-sections.ts'
import type { EntropyMirrors } from '../probe-settings.ts'

/** The mark after which nothing more is to come. */
export const ENTROPY_END = `${ENTROPY_MARK}end`

/** What is printed: section, and the shell command whose output it is. */
const SECTIONS: readonly (readonly [string, string])[] = [
  ['kernel', 'uname -r'],
  ['entropy-avail', 'cat /proc/sys/kernel/random/entropy_avail'],
  ['fips-test', 'cat /dev/random | rngtest -c 1000 2>&1'],
]

const SAFE_URL = /^https?:\/\/[\w.:/[\]~%+-]{1,500}$/

/**
 * The user data of the virtual machine of the entropy test (scs-0101-w1), as cloud-config: installs `rng-tools5`, and
 * prints each section with the mark before every line, so that boot messages between them do no harm. The console belongs
 * to the test: the login prompt is masked before it can disturb. The end mark comes from the last command, and as
 * cloud-init's final message in case that one never runs. `distribution` is what the image says of itself.
 *
 * @throws RangeError if a mirror is no plain http(s) URL, which could break out of the YAML text
 */
export function entropyUserData(distribution: string, mirrors: EntropyMirrors): string {
  const commands = SECTIONS.map(
    ([section, command]) => `  - >-\n    (${command}) | sed -e "s/^/${ENTROPY_MARK}${section}: /"`,
  )
  return [
    '#cloud-config',
    ...aptLines(distribution.trim().toLowerCase(), mirrors),
    'package_update: true',
    'packages:',
    '  - rng-tools5',
    'bootcmd:',
    '  - systemctl mask --now serial-getty@ttyS0.service',
    'runcmd:',
    ...commands,
    `  - echo "${ENTROPY_END}"`,
    `final_message: "${ENTROPY_END}"`,
    '',
  ].join('\n')
}

function aptLines(distribution: string, { debian, debianSecurity, ubuntu }: EntropyMirrors): string[] {
  const [primary, security] =
    distribution === 'debian' ? [debian, debianSecurity] : distribution === 'ubuntu' ? [ubuntu, ubuntu] : [null, null]
  const lines = [...mirrorLines('primary', primary), ...mirrorLines('security', security)]
  return lines.length === 0 ? [] : ['apt:', ...lines]
}

function mirrorLines(key: string, url: string | null): string[] {
  if (url === null) return []
  if (!SAFE_URL.test(url)) throw new RangeError('A mirror must be a plain http or https URL.')
  return [`  ${key}:`, '    - arches: [default]', `      uri: ${url}`]
}
