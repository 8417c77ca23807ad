import type { DistributionReleases } from './distribution-releases.ts'

/**
 * Ubuntu releases with long-term support. A new one is required from 1 May of its year (scs-0104-v2: "latest LTS, no
 * later than April 30"). The next one, 28.04, comes in April 2028 on a day that is not known yet.
 */
export const UBUNTU_LTS: DistributionReleases = {
  distro: 'ubuntu',
  releases: [
    { version: '18.04', releasedOn: '2018-04-26', requiredFrom: '2018-05-01' },
    { version: '20.04', releasedOn: '2020-04-23', requiredFrom: '2020-05-01' },
    { version: '22.04', releasedOn: '2022-04-21', requiredFrom: '2022-05-01' },
    { version: '24.04', releasedOn: '2024-04-25', requiredFrom: '2024-05-01' },
    { version: '26.04', releasedOn: '2026-04-23', requiredFrom: '2026-05-01' },
  ],
  knownUntil: '2028-03-31',
}

/** Codename by version, interim releases included: the folder of the vendor's download site. */
export const UBUNTU_CODENAMES: ReadonlyMap<string, string> = new Map([
  ['18.04', 'bionic'],
  ['20.04', 'focal'],
  ['20.10', 'groovy'],
  ['21.04', 'hirsute'],
  ['21.10', 'impish'],
  ['22.04', 'jammy'],
  ['22.10', 'kinetic'],
  ['23.04', 'lunar'],
  ['23.10', 'mantic'],
  ['24.04', 'noble'],
  ['24.10', 'oracular'],
  ['25.04', 'plucky'],
  ['25.10', 'questing'],
  ['26.04', 'resolute'],
])
