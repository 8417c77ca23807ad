import type { DistributionReleases } from './distribution-releases.ts'

/**
 * Stable Debian releases. A new one is required from the day after one month has passed (scs-0104-v2: "latest stable,
 * no later than one month after release"). Debian 14 has no date; every second summer had a release, so the table is
 * trusted until the spring of 2027 and has to be looked through then.
 */
export const DEBIAN_STABLE: DistributionReleases = {
  distro: 'debian',
  releases: [
    { version: '9', releasedOn: '2017-06-17', requiredFrom: '2017-07-18' },
    { version: '10', releasedOn: '2019-07-06', requiredFrom: '2019-08-07' },
    { version: '11', releasedOn: '2021-08-14', requiredFrom: '2021-09-15' },
    { version: '12', releasedOn: '2023-06-10', requiredFrom: '2023-07-11' },
    { version: '13', releasedOn: '2025-08-09', requiredFrom: '2025-09-10' },
  ],
  knownUntil: '2027-04-30',
}

/** Codename by version: the folder of the vendor's download site. */
export const DEBIAN_CODENAMES: ReadonlyMap<string, string> = new Map([
  ['9', 'stretch'],
  ['10', 'buster'],
  ['11', 'bullseye'],
  ['12', 'bookworm'],
  ['13', 'trixie'],
])
