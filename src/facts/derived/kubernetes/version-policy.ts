import type { CveRange } from '#facts/kubernetes/kubernetes-data.ts'
import { rangeContains } from './cve-ranges.ts'
import {
  branchOf,
  compareBranches,
  compareKubernetesVersions,
  type KubernetesVersion,
  parseKubernetesVersion,
} from './kubernetes-version.ts'

/** A final release, with its moment. */
export interface DatedRelease {
  readonly version: KubernetesVersion
  readonly publishedAt: Date
}

/** The figures of scs-0210-v2 as of 2026-06-16; drafts of v3 have others. One month counts as 31 days. */
export const VERSION_POLICY = {
  minorMonths: 4,
  patchDays: 31,
  criticalDays: 14,
  criticalRecommendedDays: 2,
} as const

const DAY_MS = 86_400_000

/** The final releases that were public at a moment, from their texts. */
export function releasesUntil(
  releases: readonly { readonly version: string; readonly publishedAt: string }[],
  at: Date,
): DatedRelease[] {
  return releases.flatMap(({ publishedAt, version: text }) => {
    const version = parseKubernetesVersion(text)
    const date = new Date(publishedAt)
    return version === undefined || date > at ? [] : [{ version, publishedAt: date }]
  })
}

/** Whether so many days have gone by since a release; exactly so many have not. */
export function isOlderThan({ publishedAt }: DatedRelease, days: number, at: Date): boolean {
  return at.getTime() - publishedAt.getTime() > days * DAY_MS
}

/** Later releases of the same branch, lowest first; for a pre-release its own final release is one of them. */
export function newerPatches(version: KubernetesVersion, releases: readonly DatedRelease[]): DatedRelease[] {
  return releases
    .filter((one) => branchOf(one.version) === branchOf(version) && compareKubernetesVersions(one.version, version) > 0)
    .sort((a, b) => a.version.patch - b.version.patch)
}

/** The newer patch that was due first, if any is overdue (V2: one month). */
export function overduePatch(
  version: KubernetesVersion,
  releases: readonly DatedRelease[],
  at: Date,
): DatedRelease | undefined {
  return newerPatches(version, releases)
    .filter((release) => isOlderThan(release, VERSION_POLICY.patchDays, at))
    .sort((a, b) => a.publishedAt.getTime() - b.publishedAt.getTime())[0]
}

/** The first patch that repairs an issue for a version that it affects; undefined: not affected, or no repair. */
export function repairOf(
  affected: readonly CveRange[],
  version: KubernetesVersion,
  releases: readonly DatedRelease[],
): DatedRelease | undefined {
  const isAffected = (one: KubernetesVersion) => affected.some((range) => rangeContains(range, one))
  if (!isAffected(version)) return undefined
  return newerPatches(version, releases).find((release) => !isAffected(release.version))
}

/** Whether a branch is supported: the day of its end of life itself no longer counts. */
export function isSupported({ endOfLife }: { readonly endOfLife: string }, at: Date): boolean {
  return at < new Date(`${endOfLife}T00:00:00Z`)
}

/** Supported branches, oldest first; undefined if there are fewer than two, because then the data is outdated. */
export function supportedBranches(
  branches: readonly { readonly branch: string; readonly endOfLife: string }[],
  at: Date,
): string[] | undefined {
  const supported = branches.filter((one) => isSupported(one, at)).map(({ branch }) => branch)
  return supported.length < 2 ? undefined : supported.sort(compareBranches)
}

/** The day (YYYY-MM-DD) by which a branch has to be offered: four calendar months after its first release (V1). */
export function minorDeadline(firstRelease: Date): string {
  const month = firstRelease.getUTCMonth() + VERSION_POLICY.minorMonths
  const lastDay = new Date(Date.UTC(firstRelease.getUTCFullYear(), month + 1, 0)).getUTCDate()
  const day = Math.min(firstRelease.getUTCDate(), lastDay)
  return new Date(Date.UTC(firstRelease.getUTCFullYear(), month, day)).toISOString().slice(0, 10)
}

/** What an offering lacks. */
export interface OfferingGaps {
  /** Supported branches whose deadline has passed. */
  readonly missing: readonly string[]
  /** Supported branches that are not offered, but need not be yet, with their deadline. */
  readonly inGrace: ReadonlyMap<string, string>
  /** Offered branches past their end of life (not recommended). */
  readonly ended: readonly string[]
}

/** Compares the branches on offer with those that upstream supports (V1, V6). A branch not released yet does not count. */
export function offeringGaps(
  offered: ReadonlySet<string>,
  branches: readonly { readonly branch: string; readonly releasedOn: string | null; readonly endOfLife: string }[],
  at: Date,
): OfferingGaps {
  const missing: string[] = []
  const inGrace = new Map<string, string>()
  for (const { branch, endOfLife, releasedOn } of branches) {
    if (offered.has(branch) || !isSupported({ endOfLife }, at)) continue
    const releasedAt = releasedOn === null ? undefined : new Date(`${releasedOn}T00:00:00Z`)
    if (releasedAt !== undefined && releasedAt > at) continue
    const deadline = releasedAt === undefined ? undefined : minorDeadline(releasedAt)
    if (deadline !== undefined && at.toISOString().slice(0, 10) <= deadline) inGrace.set(branch, deadline)
    else missing.push(branch)
  }
  const ended = branches.filter((one) => offered.has(one.branch) && !isSupported(one, at)).map(({ branch }) => branch)
  return { missing: missing.sort(compareBranches), inGrace, ended: ended.sort(compareBranches) }
}
