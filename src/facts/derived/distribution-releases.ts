import type { UtcDay } from './utc-day.ts'

/** One release that scs-0104-v2 can demand. */
interface DistributionRelease {
  readonly version: string
  readonly releasedOn: UtcDay
  /** The first day on which a cloud must have it as the latest one. */
  readonly requiredFrom: UtcDay
}

/** The demanded releases of a distribution, oldest first, and the last day for which this table is known to be complete. */
export interface DistributionReleases {
  readonly distro: string
  readonly releases: readonly DistributionRelease[]
  readonly knownUntil: UtcDay
}

/** Versions any one of which satisfies the rule. */
export interface AcceptedVersions {
  readonly latest: readonly string[]
  readonly previous: readonly string[]
}

/**
 * Which versions count as the latest and as the previous release on a day (scs-0104-v2, "Mandatory and recommended
 * images"). From the day of a release until it is required, it and the one before may both be the latest, and both
 * neighbours may be the previous. Undefined where the table does not reach: before its third release or after `knownUntil`.
 */
export function acceptedVersions(table: DistributionReleases, day: UtcDay): AcceptedVersions | undefined {
  if (day > table.knownUntil) return undefined
  const newestFirst = table.releases.filter(({ releasedOn }) => releasedOn <= day).reverse()
  const [newest, second, third] = newestFirst
  if (newest === undefined || second === undefined || third === undefined) return undefined
  if (day >= newest.requiredFrom) return { latest: [newest.version], previous: [second.version] }
  return { latest: [newest.version, second.version], previous: [second.version, third.version] }
}
