import type { PracticeGuest } from '../content/behaviour.ts'

/** Prefix of each line that the user data of the entropy testcases prints. */
const MARK = '_scs-test-'
/** Seconds after which a virtual machine has booted, and after which its user data has run. */
const BOOTED_AFTER = 3
const RUN_AFTER = 12

interface ConsoleWish {
  readonly name: string
  /** As the user gave it, in Base64. */
  readonly userData: string
  /** Seconds since the virtual machine runs. */
  readonly age: number
  readonly guest: PracticeGuest
}

/**
 * What is on the serial console by now. The guest runs user data as cloud-init would, but knows only the commands of the
 * entropy testcases: for each section that the user data names it prints what the machine would have printed.
 */
export function consoleOutput({ age, guest, name, userData }: ConsoleWish): string {
  if (guest.boot === 'silent') return ''
  const script = Buffer.from(userData, 'base64').toString('utf8')
  const lines = ['SeaBIOS (version 1.16.0-debian-1.16.0-5)', 'Booting from Hard Disk...']
  if (age >= BOOTED_AFTER) lines.push(...bootLines(name))
  if (age < RUN_AFTER) return text(lines)
  if (guest.boot === 'failed') {
    lines.push(
      '[   11.301177] cloud-init[611]: 2026-01-01 00:00:11,301 - cc_scripts_user.py[WARNING]: Failed to run module scripts-user (scripts in /var/lib/cloud/instance/scripts)',
      `[   11.350261] cloud-init[611]: ${MARK}end`,
    )
    return text(lines)
  }
  lines.push(...userDataLines(script, guest))
  const end = `${MARK}end`
  // Only from the script: a machine that got no user data never says that it came to its end.
  if (guest.boot === 'complete' && script.includes(end)) lines.push(end, `[  OK  ] Reached target cloud-init.target.`)
  return text(lines)
}

function bootLines(name: string): string[] {
  return [
    '[    0.000000] Linux version 6.12.41+deb13-cloud-amd64 (debian-kernel@lists.debian.org)',
    '[    0.114508] random: crng init done',
    `[    2.871002] systemd[1]: Hostname set to <${name.replace(/[^A-Za-z0-9-]/g, '')}>.`,
    '[  OK  ] Started systemd-journald.service - Journal Service.',
  ]
}

function userDataLines(script: string, guest: PracticeGuest): string[] {
  const sections: Readonly<Record<string, readonly string[]>> = {
    'entropy-avail': [guest.entropyAvailable],
    'fips-test': fipsLines(guest.fipsFailures),
    rngd: ['● rngd.service', 'Active: active (running)'],
    'virtio-rng': ['rng_available: virtio_rng.0'],
  }
  return Object.entries(sections)
    .filter(([section]) => script.includes(`${MARK}${section}`))
    .flatMap(([section, lines]) => lines.map((line) => `${MARK}${section}: ${line}`))
}

function fipsLines(failures: number | null): string[] {
  const lines = [
    'rngtest 5',
    'rngtest: starting FIPS tests...',
    'rngtest: bits received from input: 20000032',
    `rngtest: FIPS 140-2 successes: ${1000 - (failures ?? 0)}`,
  ]
  if (failures !== null) lines.push(`rngtest: FIPS 140-2 failures: ${failures}`)
  return [...lines, `rngtest: FIPS 140-2(2001-10-10) Monobit: ${failures ?? 0}`]
}

function text(lines: readonly string[]): string {
  return `${lines.join('\r\n')}\r\n`
}

/** The last lines of a text, as the parameter `length` of the action asks for. */
export function lastLines(output: string, length: number | undefined): string {
  if (length === undefined || length < 0) return output
  const lines = output.split('\n')
  const isEnded = lines.at(-1) === ''
  return lines.slice(Math.max(0, lines.length - length - (isEnded ? 1 : 0))).join('\n')
}
