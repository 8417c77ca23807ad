import { branchOf, parseKubernetesVersion } from '#facts/derived/kubernetes/kubernetes-version.ts'
import { offeringGaps, supportedBranches } from '#facts/derived/kubernetes/version-policy.ts'
import { conclude, undecided } from '#testcases/conclude.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'
import type { Finding } from '#vocabulary/finding.ts'

export const testcase = defineTestcase({
  id: 'siegel-0210-offered-branches',
  title: 'Every supported branch of Kubernetes is offered, new ones within four months (not an official id)',
  requirement: 'https://docs.scs.community/standards/scs-0210-v2-k8s-version-policy#decision',
  remedy:
    'Offer the named branch, and add a cluster of it to the group of the offering: another subject with the same `group` in siegel.yaml, or another `--offering KUBECONFIG`.',
  needs: ['offeredClusters', 'kubernetesBranches'],
  judge({ kubernetesBranches: { branches }, offeredClusters: clusters }, at) {
    if (clusters.length < 2) {
      const detail = 'only the tested cluster is known, and not what else the offering has; --offering names the others'
      return undecided({ class: 'inconclusive', detail })
    }
    if (supportedBranches(branches, at) === undefined) {
      const detail = 'the list of branches has fewer than two supported ones, so it is outdated'
      return undecided({ class: 'inconclusive', detail })
    }
    const versions = clusters.map(({ version }) =>
      version.known ? parseKubernetesVersion(version.gitVersion) : undefined,
    )
    const offered = new Set(versions.flatMap((version) => (version === undefined ? [] : branchOf(version))))
    const { ended, inGrace, missing } = offeringGaps(offered, branches, at)
    const unknown = clusters.find(
      ({ version }) => !version.known || parseKubernetesVersion(version.gitVersion) === undefined,
    )
    // What is missing may be what one of the clusters has that did not answer.
    if (missing.length > 0 && unknown !== undefined) {
      const why = unknown.version.known ? unknown.version.gitVersion : unknown.version.reason.detail
      return undecided({ class: 'inconclusive', detail: `the version of ${unknown.context} is not known: ${why}` })
    }
    const about = (name: string) => ({ kind: 'Kubernetes branch', name }) as const
    const until = (branch: string) => branches.find((one) => one.branch === branch)?.releasedOn ?? 'its release'
    const findings: Finding[] = missing.map((branch) => ({
      code: 'branch-missing',
      about: about(branch),
      expected: `four months after ${until(branch)}`,
    }))
    const warnings: Finding[] = [
      ...[...inGrace].map(([branch, expected]) => ({ code: 'branch-due', about: about(branch), expected }) as const),
      ...ended.map((branch) => ({ code: 'branch-offered-past-end-of-life', about: about(branch) }) as const),
    ]
    return conclude({ examined: clusters.length, findings, warnings, whenNone: 'PASS' })
  },
})
