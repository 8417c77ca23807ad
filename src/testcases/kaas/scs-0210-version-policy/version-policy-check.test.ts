import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { Facts } from '#facts/facts.ts'
import { judgeTable } from '#testcases/judge-table.ts'
import { testcase } from './version-policy-check.ts'

type Data = Pick<Facts, 'kubernetesVersion' | 'kubernetesReleases' | 'kubernetesBranches' | 'kubernetesCves'>

const HOUR_AGO = '2026-08-08T23:00:00Z'
const source = { asOf: HOUR_AGO, from: 'test', problem: null }

function data(gitVersion: string, changes: Partial<Data> = {}): Data {
  return {
    kubernetesVersion: { gitVersion },
    kubernetesReleases: {
      ...source,
      reachesBack: true,
      releases: [
        { version: '1.36.0', publishedAt: '2026-04-22T00:00:00Z' },
        { version: '1.36.1', publishedAt: '2026-07-09T00:00:00Z' },
        { version: '1.36.2', publishedAt: '2026-07-24T23:59:59Z' },
        { version: '1.36.3', publishedAt: '2026-08-04T00:00:00Z' },
      ],
    },
    kubernetesBranches: {
      ...source,
      branches: [
        { branch: '1.36', releasedOn: '2026-04-22', endOfLife: '2027-06-28' },
        { branch: '1.35', releasedOn: '2025-12-17', endOfLife: '2027-02-28' },
        { branch: '1.34', releasedOn: '2025-08-27', endOfLife: '2026-10-27' },
        { branch: '1.33', releasedOn: '2025-04-23', endOfLife: '2026-06-28' },
      ],
    },
    kubernetesCves: { ...source, critical: [], unread: [], unusable: [], olderThanBranch: 0 },
    ...changes,
  }
}

function withIssue(lessThan: string): Partial<Data> {
  const affected = [{ lower: '1.36.0', upper: lessThan, upperInclusive: false }]
  const critical = [{ id: 'CVE-2026-1', score: 8, affected }]
  return { kubernetesCves: { ...data('').kubernetesCves, critical } }
}

judgeTable(testcase, [
  { name: 'the newest patch', facts: data('v1.36.3'), verdict: 'PASS', warnsAbout: [] },
  { name: 'a patch of k3s', facts: data('v1.36.3+k3s1'), verdict: 'PASS' },
  { name: 'a patch with the tag of a vendor', facts: data('v1.36.3-gke.100'), verdict: 'PASS' },
  { name: 'a newer patch that is exactly 31 days old', facts: data('v1.36.0'), verdict: 'PASS' },
  {
    name: 'a newer patch that is 31 days and a second old',
    facts: data('v1.36.0'),
    at: '2026-08-09T00:00:01Z',
    verdict: 'FAIL',
    codes: ['patch-overdue'],
  },
  {
    name: 'a critical issue whose repair is 15 days old',
    facts: data('v1.36.1', withIssue('1.36.2')),
    verdict: 'FAIL',
    codes: ['cve-overdue'],
  },
  {
    name: 'a critical issue whose repair is five days old',
    facts: data('v1.36.2', withIssue('1.36.3')),
    verdict: 'PASS',
    warnsAbout: ['cluster v1.36.2 (CVE-2026-1, 8)'],
  },
  {
    name: 'a critical issue that no patch repairs',
    facts: data('v1.36.3', withIssue('1.36.9')),
    verdict: 'PASS',
    warnsAbout: ['cluster v1.36.3 (CVE-2026-1, 8)'],
  },
  { name: 'a branch past its end', facts: data('v1.33.9'), verdict: 'FAIL', codes: ['branch-past-end-of-life'] },
  { name: 'a branch of long ago', facts: data('v1.20.2'), verdict: 'FAIL', codes: ['branch-past-end-of-life'] },
  { name: 'a branch that nobody has released', facts: data('v1.99.0'), verdict: 'ABORT', abortClass: 'inconclusive' },
  { name: 'a version that nobody can read', facts: data('unknown'), verdict: 'ABORT', abortClass: 'inconclusive' },
  {
    name: 'a pre-release of a branch that was released long ago',
    facts: data('v1.36.0-rc.1'),
    verdict: 'FAIL',
    codes: ['version-is-pre-release'],
  },
  {
    name: 'a list of releases that is two days old',
    facts: data('v1.36.3', {
      kubernetesReleases: { ...data('').kubernetesReleases, asOf: '2026-08-07T00:00:00Z' },
    }),
    verdict: 'ABORT',
  },
  {
    name: 'an old list that shows an overdue patch all the same',
    facts: data('v1.36.0', {
      kubernetesReleases: { ...data('').kubernetesReleases, asOf: '2026-08-07T00:00:00Z' },
    }),
    at: '2026-08-10T00:00:00Z',
    verdict: 'FAIL',
  },
  {
    name: 'a list of releases without the first one of the branch',
    facts: data('v1.36.3', { kubernetesReleases: { ...data('').kubernetesReleases, reachesBack: false } }),
    verdict: 'ABORT',
  },
  {
    name: 'an issue whose record could not be read',
    facts: data('v1.36.3', {
      kubernetesCves: { ...data('').kubernetesCves, unread: [{ id: 'CVE-2026-2', problem: 'no answer' }] },
    }),
    verdict: 'ABORT',
  },
  {
    name: 'branches of which only one is supported',
    facts: data('v1.36.3'),
    at: '2027-03-01T00:00:00Z',
    verdict: 'ABORT',
  },
])

test('all eight vectors of k8s.policyDecision hold', () => {
  const file = JSON.parse(readFileSync(new URL('../../../../tests/vectors/kaas.json', import.meta.url), 'utf8'))
  const vectors = file.vectors.filter(({ category }: { category: string }) => category === 'k8s.policyDecision')
  assert.equal(vectors.length, 8)
  for (const { expected, id, input } of vectors) {
    const at = new Date(input.now)
    const asOf = at.toISOString()
    const releases = (file.fixtures.COMPREL as { tag_name: string; prerelease: boolean; published_at: string }[])
      .filter(({ prerelease }) => !prerelease)
      .map(({ published_at, tag_name }) => ({ version: tag_name.slice(1), publishedAt: published_at }))
    const branches = (file.fixtures.EOLD as { branch: string; endOfLife: string }[]).map((one) => ({
      ...one,
      releasedOn: null,
    }))
    const facts: Data = {
      kubernetesVersion: { gitVersion: input.gitVersion },
      kubernetesReleases: { ...source, asOf, reachesBack: true, releases },
      kubernetesBranches: { ...source, asOf, branches },
      kubernetesCves: { ...source, asOf, critical: [], unread: [], unusable: [], olderThanBranch: 0 },
    }
    assert.equal(testcase.judge(facts as Facts, at).verdict, expected, id)
  }
})
