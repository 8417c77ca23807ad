import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { baseScoreOf, CRITICAL_SCORE, parseCveRange, rangeContains } from './cve-ranges.ts'
import {
  branchOf,
  compareKubernetesVersions,
  type KubernetesVersion,
  parseKubernetesVersion,
  plainVersion,
  suffixKind,
} from './kubernetes-version.ts'
import { nodeDistribution } from './node-distribution.ts'
import {
  isOlderThan,
  isSupported,
  minorDeadline,
  offeringGaps,
  overduePatch,
  releasesUntil,
  repairOf,
  supportedBranches,
  VERSION_POLICY,
} from './version-policy.ts'

// biome-ignore lint/suspicious/noExplicitAny: vectors of different shapes come from a file
type Anything = any
const file: Anything = JSON.parse(readFileSync(new URL('../../../../tests/vectors/kaas.json', import.meta.url), 'utf8'))

const version = (text: string): KubernetesVersion => {
  const parsed = parseKubernetesVersion(text)
  assert.ok(parsed, text)
  return parsed
}

function releasesOf(name: string, now: string) {
  const rows: Anything[] = file.fixtures[name.split(' ')[0] ?? '']
  const finals = rows.filter(({ draft, prerelease }) => !draft && !prerelease)
  const texts = finals.map(({ published_at, tag_name }) => ({ version: tag_name, publishedAt: published_at }))
  return releasesUntil(texts, new Date(now))
}

const CATEGORIES: Record<
  string,
  { count: number; run: (input: Anything) => unknown; shape?: (expected: Anything) => unknown }
> = {
  'k8s.parseVersion': {
    count: 19,
    run({ text }) {
      const parsed = parseKubernetesVersion(text)
      if (parsed === undefined) return { ok: false }
      return { ok: true, major: parsed.major, minor: parsed.minor, patch: parsed.patch }
    },
  },
  'k8s.suffixKind': { count: 7, run: ({ text }) => suffixKind(version(text)) },
  'k8s.compareVersions': {
    count: 4,
    run: ({ a, b }) => Math.sign(compareKubernetesVersions(version(a), version(b))),
  },
  'k8s.branchOf': {
    count: 2,
    run({ text }) {
      const parsed = version(text)
      return { branch: branchOf(parsed), previous: branchOf({ ...parsed, minor: parsed.minor - 1 }) }
    },
  },
  'k8s.parseRelease': {
    count: 4,
    run: ({ published_at, tag_name }) => ({ version: plainVersion(version(tag_name)), releasedAt: published_at }),
  },
  'k8s.parseCveRange': {
    count: 13,
    run(input) {
      const range = parseCveRange(input)
      return range === undefined ? { ok: false } : { ok: true, ...range }
    },
    shape: ({ skip: _, ...expected }) => expected,
  },
  'k8s.rangeContains': { count: 8, run: ({ version: text, ...range }) => rangeContains(range, version(text)) },
  'k8s.isCritical': { count: 7, run: ({ metrics, threshold }) => (baseScoreOf(metrics) ?? 0) >= threshold },
  'k8s.patchRecency': {
    count: 13,
    run: ({ now, releases, version: text }) =>
      overduePatch(version(text), releasesOf(releases, now), new Date(now)) === undefined,
  },
  'k8s.cveRecency': {
    count: 8,
    run: ({ cves, now, releases, version: text }) =>
      cves.every(({ affected }: Anything) => {
        const repair = repairOf(affected, version(text), releasesOf(releases, now))
        return repair === undefined || !isOlderThan(repair, VERSION_POLICY.criticalDays, new Date(now))
      }),
  },
  'k8s.branchEol': {
    count: 4,
    run({ endOfLife, now }) {
      const supported = isSupported({ endOfLife }, new Date(now))
      return { supported, eol: !supported }
    },
  },
  'k8s.supportedBranches': {
    count: 5,
    run({ eolData, now }) {
      const supported = supportedBranches(file.fixtures[eolData], new Date(now))
      return supported === undefined ? { ok: false } : { ok: true, supported }
    },
  },
  'k8s.minorDeadline': {
    count: 2,
    run: ({ firstReleasePublishedAt }) => ({ mustBeOfferedBy: minorDeadline(new Date(firstReleasePublishedAt)) }),
  },
  'k8s.offering': {
    count: 4,
    run({ firstRelease, now, offeredBranches, supportedUntil }) {
      const branches = Object.entries<string>(supportedUntil).map(([branch, endOfLife]) => ({
        branch,
        endOfLife,
        releasedOn: firstRelease[branch],
      }))
      const gaps = offeringGaps(new Set(offeredBranches), branches, new Date(now))
      const warn = gaps.ended.map((branch) => `${branch} is past end of life`)
      return {
        result: gaps.missing.length > 0 ? 'FAIL' : 'PASS',
        missing: gaps.missing,
        graceUntil: Object.fromEntries(gaps.inGrace),
        ...(warn.length > 0 && { warn }),
      }
    },
  },
  'k8s.nodeDistribution': {
    count: 8,
    run({ nodes }) {
      const found = nodeDistribution(
        Object.entries<Record<string, string>>(nodes).map(([name, labels]) => ({
          name,
          region: labels['topology.kubernetes.io/region'] ?? null,
          zone: labels['topology.kubernetes.io/zone'] ?? null,
          isControlPlane: 'node-role.kubernetes.io/control-plane' in labels,
        })),
      )
      return {
        labelsComplete: found.unlabelled.length === 0,
        visibleControlPlaneNodes: found.controlPlaneNodes,
        visibleControlPlaneZones: found.controlPlaneZones,
        workerZones: found.workerZones,
        automatedVerdict: found.verdict,
      }
    },
  },
}

test('a critical issue has a base score of 8', () => assert.equal(CRITICAL_SCORE, 8))

for (const [category, { count, run, shape = (expected: Anything) => expected }] of Object.entries(CATEGORIES)) {
  const vectors: Anything[] = file.vectors.filter((one: Anything) => one.category === category)
  test(`all ${count} vectors of ${category} hold`, () => {
    assert.equal(vectors.length, count)
    for (const { expected, id, input } of vectors) assert.deepEqual(run(input), shape(expected), id)
  })
}

const FORMS: [name: string, entry: object, expected: unknown][] = [
  ['an end that is open', { version: '1.2.0', lessThan: '*' }, { lower: '1.2.0', upper: '*', upperInclusive: false }],
  ['at most', { version: '<=1.27.4' }, { lower: '0.0.0', upper: '1.27.4', upperInclusive: true }],
  ['nothing that can be read', { version: 'n/a' }, undefined],
  ['an end that cannot be read', { version: '1.2.0', lessThan: 'unknown' }, undefined],
]

test('the other forms of ranges that occur are understood', () => {
  for (const [name, entry, expected] of FORMS) assert.deepEqual(parseCveRange(entry), expected, name)
})
