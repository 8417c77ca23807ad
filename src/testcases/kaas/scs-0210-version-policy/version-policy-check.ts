import { rangeContains } from '#facts/derived/kubernetes/cve-ranges.ts'
import {
  branchOf,
  compareBranches,
  parseKubernetesVersion,
  suffixKind,
} from '#facts/derived/kubernetes/kubernetes-version.ts'
import {
  type DatedRelease,
  isOlderThan,
  isSupported,
  overduePatch,
  releasesUntil,
  repairOf,
  supportedBranches,
  VERSION_POLICY,
} from '#facts/derived/kubernetes/version-policy.ts'
import type { Facts } from '#facts/facts.ts'
import type { KubernetesCves } from '#facts/kubernetes/kubernetes-data.ts'
import { conclude, undecided } from '#testcases/conclude.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'
import type { Finding } from '#vocabulary/finding.ts'

/** Older lists cannot show that nothing newer exists; what they show to be overdue stays overdue. */
const FRESH_MS = 24 * 3_600_000
const FEW_BRANCHES = 3

type Data = Pick<Facts, 'kubernetesVersion' | 'kubernetesReleases' | 'kubernetesBranches' | 'kubernetesCves'>

export const testcase = defineTestcase({
  id: 'version-policy-check',
  title: 'The cluster runs a supported version of Kubernetes that is patched in time',
  requirement: 'https://docs.scs.community/standards/scs-0210-v2-k8s-version-policy#decision',
  remedy:
    'Offer the named version, and upgrade the tested cluster, or let the provisioner choose the newest patch by itself. Patches have a month, those that repair a critical vulnerability two weeks. A cluster of a branch past its end of life is replaced by one of a supported branch.',
  needs: ['kubernetesVersion', 'kubernetesReleases', 'kubernetesBranches', 'kubernetesCves'],
  judge(data, at) {
    const { gitVersion } = data.kubernetesVersion
    const version = parseKubernetesVersion(gitVersion)
    if (version === undefined) return inconclusive(`the version “${gitVersion}” cannot be read`)
    const { branches } = data.kubernetesBranches
    const supported = supportedBranches(branches, at)
    if (supported === undefined) {
      return inconclusive('the list of branches has fewer than two supported ones, so it is outdated')
    }
    const about = { kind: 'cluster', name: gitVersion } as const
    const branch = branchOf(version)
    const releases = releasesUntil(data.kubernetesReleases.releases, at)
    const known = branches.find((one) => one.branch === branch)
    if (known === undefined) {
      const isAfterAll = branches.every((one) => compareBranches(branch, one.branch) > 0)
      const isReleased = releases.some((one) => branchOf(one.version) === branch && one.version.patch === 0)
      const isBeforeAll = branches.every((one) => compareBranches(branch, one.branch) < 0)
      if (!isBeforeAll && !(isAfterAll && isReleased))
        return inconclusive(`nothing is known about the branch ${branch}`)
    }
    const hasEnded = known === undefined ? compareBranches(branch, supported[0] ?? '') < 0 : !isSupported(known, at)
    const isPreRelease = suffixKind(version) === 'preRelease'
    const patch = overduePatch(version, releases, at)
    const issues = issueFindings(data.kubernetesCves, data, at)
    const findings: Finding[] = [
      ...(hasEnded
        ? [{ code: 'branch-past-end-of-life', about, found: gitVersion, expected: known?.endOfLife ?? branch } as const]
        : []),
      ...(patch === undefined
        ? []
        : [
            {
              code: isPreRelease ? 'version-is-pre-release' : 'patch-overdue',
              about,
              found: gitVersion,
              expected: describe(patch),
            } as const,
          ]),
      ...issues.findings,
    ]
    const warnings: Finding[] = [
      ...issues.warnings,
      ...(isPreRelease && patch === undefined
        ? [{ code: 'version-is-pre-release', about, found: gitVersion } as const]
        : []),
      ...(supported.length < FEW_BRANCHES
        ? [{ code: 'few-supported-branches', about, found: String(supported.length) } as const]
        : []),
    ]
    const gap = findings.length > 0 ? undefined : gapIn(data, at)
    if (gap !== undefined) return inconclusive(gap)
    return conclude({ examined: 1, findings, warnings, whenNone: 'PASS' })
  },
})

function inconclusive(detail: string) {
  return undecided({ class: 'inconclusive', detail })
}

function describe({ publishedAt, version: { major, minor, patch } }: DatedRelease): string {
  return `${major}.${minor}.${patch} of ${publishedAt.toISOString().slice(0, 10)}`
}

/** What hinders a PASS: a list that is missing something, or too old to show that nothing newer exists. */
function gapIn({ kubernetesCves: cves, kubernetesReleases: releases }: Data, at: Date): string | undefined {
  const isOld = ({ asOf }: { readonly asOf: string }) => at.getTime() - Date.parse(asOf) > FRESH_MS
  const why = ({ problem }: { readonly problem: string | null }) => (problem === null ? '' : `: ${problem}`)
  if (isOld(releases)) return `the list of releases is of ${releases.asOf}${why(releases)}`
  if (!releases.reachesBack) return 'the list of releases does not reach back to the first release of the branch'
  if (isOld(cves)) return `the list of security issues is of ${cves.asOf}${why(cves)}`
  const [unread] = cves.unread
  if (unread !== undefined)
    return `the record of ${unread.id} and ${cves.unread.length - 1} others could not be read: ${unread.problem}`
  return undefined
}

function issueFindings(
  { critical }: KubernetesCves,
  data: Data,
  at: Date,
): { findings: Finding[]; warnings: Finding[] } {
  const { gitVersion: found } = data.kubernetesVersion
  const version = parseKubernetesVersion(found)
  const findings: Finding[] = []
  const warnings: Finding[] = []
  if (version === undefined) return { findings, warnings }
  const releases = releasesUntil(data.kubernetesReleases.releases, at)
  for (const { affected, id, score } of critical) {
    const about = { kind: 'cluster', name: `${found} (${id}, ${score})` } as const
    const repair = repairOf(affected, version, releases)
    if (repair === undefined) {
      // Of what no patch repairs, the operator may still want to know.
      const isAffected = affected.some((range) => rangeContains(range, version))
      if (isAffected) warnings.push({ code: 'cve-without-repair', about, found, expected: id })
    } else if (isOlderThan(repair, VERSION_POLICY.criticalDays, at)) {
      findings.push({ code: 'cve-overdue', about, found, expected: describe(repair) })
    } else if (isOlderThan(repair, VERSION_POLICY.criticalRecommendedDays, at)) {
      warnings.push({ code: 'cve-repair-recommended', about, found, expected: describe(repair) })
    }
  }
  return { findings, warnings }
}
