/** One release of Kubernetes in the practice world. */
interface PracticeRelease {
  readonly version: string
  readonly publishedAt: Date
}

interface PracticeBranch {
  readonly branch: string
  readonly releasedAt: Date
  readonly endOfLife: Date
  readonly releases: readonly PracticeRelease[]
}

export interface PracticeReleases {
  /** Newest first; the oldest one is past its end of life. */
  readonly branches: readonly PracticeBranch[]
  /** What a healthy practice cluster runs: the newest patch of the second-newest branch, as `v1.36.5`. */
  readonly clusterVersion: string
}

const DAY_MS = 86_400_000
const NEWEST_MINOR = 37
/** Days since the `.0` of each branch, the newest first: three a year, as upstream. */
const AGES_IN_DAYS = [60, 180, 300, 420, 540]
const LIFE_DAYS = 426
const DAYS_BETWEEN_PATCHES = 30

/** Releases as they could be at this moment: the newest patch of each branch is some days old, and no other is overdue. */
export function practiceReleases(at: Date): PracticeReleases {
  const branches = AGES_IN_DAYS.map((age, index): PracticeBranch => {
    const branch = `1.${NEWEST_MINOR - index}`
    const releasedAt = new Date(at.getTime() - age * DAY_MS)
    const lastDay = Math.min(age - 10, LIFE_DAYS)
    const releases = Array.from({ length: Math.floor(lastDay / DAYS_BETWEEN_PATCHES) + 1 }, (_, patch) => ({
      version: `${branch}.${patch}`,
      publishedAt: new Date(releasedAt.getTime() + patch * DAYS_BETWEEN_PATCHES * DAY_MS),
    }))
    return { branch, releasedAt, endOfLife: new Date(releasedAt.getTime() + LIFE_DAYS * DAY_MS), releases }
  })
  return { branches, clusterVersion: `v${branches[1]?.releases.at(-1)?.version ?? ''}` }
}
