/** A release of a distribution; `releasedOn` is a date in UTC. */
interface Release {
  readonly version: string
  readonly codename: string
  readonly releasedOn: string
}

/** Ubuntu releases with long-term support (wiki.ubuntu.com/Releases). Add the next one when its codename is known. */
export const UBUNTU_LTS_RELEASES: readonly Release[] = [
  { version: '20.04', codename: 'focal', releasedOn: '2020-04-23' },
  { version: '22.04', codename: 'jammy', releasedOn: '2022-04-21' },
  { version: '24.04', codename: 'noble', releasedOn: '2024-04-25' },
  { version: '26.04', codename: 'resolute', releasedOn: '2026-04-23' },
]

/** Stable Debian releases (wiki.debian.org/DebianReleases). */
export const DEBIAN_RELEASES: readonly Release[] = [
  { version: '11', codename: 'bullseye', releasedOn: '2021-08-14' },
  { version: '12', codename: 'bookworm', releasedOn: '2023-06-10' },
  { version: '13', codename: 'trixie', releasedOn: '2025-08-09' },
]

/** The releases that exist on a day, the newest first; at most the wanted number. */
export function newestReleases(releases: readonly Release[], at: Date, count: number): readonly Release[] {
  const today = at.toISOString().slice(0, 10)
  return releases
    .filter((release) => release.releasedOn <= today)
    .sort((one, other) => other.releasedOn.localeCompare(one.releasedOn))
    .slice(0, count)
}
