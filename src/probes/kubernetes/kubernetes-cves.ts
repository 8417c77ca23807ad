import { z } from 'zod'
import { CloudError } from '#clouds/openstack/cloud-error.ts'
import { baseScoreOf, CRITICAL_SCORE, parseCveRange } from '#facts/derived/kubernetes/cve-ranges.ts'
import { branchOf, parseKubernetesVersion } from '#facts/derived/kubernetes/kubernetes-version.ts'
import type { KubernetesCves } from '#facts/kubernetes/kubernetes-data.ts'
import { type ClusterObservation, defineClusterProbe } from '../define-probe.ts'
import { LIST_FRESH_MS, RECORD_FRESH_MS } from './list-fresh.ts'

const DAY_MS = 86_400_000
/** Longer than a branch is prepared: what was public before that is repaired in the first release of the branch. */
const BEFORE_BRANCH_MS = 183 * DAY_MS
const MOST_RECORDS = 60
const PARALLEL = 5
const PRODUCTS = /^(kubernetes|kubelet|kube-(apiserver|controller-manager|scheduler|proxy))$/i

const feedSchema = z.object({
  items: z.array(z.object({ id: z.string().nullish(), date_published: z.string().nullish() })).max(5_000),
})

const versionSchema = z.object({
  version: z.string().max(500).optional(),
  status: z.string().optional(),
  lessThan: z.string().max(500).optional(),
  lessThanOrEqual: z.string().max(500).optional(),
})
const recordSchema = z.object({
  containers: z.object({
    cna: z.object({
      metrics: z.array(z.record(z.string(), z.unknown())).max(100).optional(),
      affected: z
        .array(
          z.object({
            vendor: z.string().optional(),
            product: z.string().optional(),
            versions: z.array(versionSchema).max(1_000).optional(),
          }),
        )
        .max(1_000)
        .optional(),
    }),
  }),
})

type Issue = KubernetesCves['critical'][number]

/** Critical security issues that can matter to the tested branch: the official feed, and the record of each. */
export const kubernetesCvesProbe = defineClusterProbe({
  gives: 'kubernetesCves',
  from: 'kubernetes',
  cost: 'light',
  calls: ['GET the CVE feed of kubernetes.io and records of cve.org (without credential)'],
  creates: [],
  needs: ['kubernetesVersion', 'kubernetesReleases'],
  effort: { single: 1, each: { of: 'recent security issue of Kubernetes', most: MOST_RECORDS } },
  async observe(observation) {
    const { publicData } = observation
    const feed = await publicData.read(publicData.urls.cveFeed, LIST_FRESH_MS, (text) =>
      feedSchema.parse(JSON.parse(text)),
    )
    const since = await sinceWhen(observation)
    const ids = new Map<string, number>()
    for (const { date_published, id } of feed.value.items) {
      if (id && /^CVE-\d{4}-\d{4,12}$/.test(id)) ids.set(id, Date.parse(date_published ?? ''))
    }
    // An unreadable date does not make an issue old.
    const wanted = [...ids].filter(([, date]) => !(date < since)).sort(([, a], [, b]) => (b || 0) - (a || 0))
    const result = { critical: [] as Issue[], unread: [] as KubernetesCves['unread'], unusable: [] as string[] }
    const queue = wanted.slice(0, MOST_RECORDS).map(([id]) => id)
    const work = async (): Promise<void> => {
      for (let id = queue.shift(); id !== undefined; id = queue.shift()) await readIssue(id, observation, result)
    }
    await Promise.all(Array.from({ length: PARALLEL }, work))
    const tooMany = wanted.slice(MOST_RECORDS).map(([id]) => ({ id, problem: 'there are too many issues to read' }))
    return {
      critical: result.critical.sort((a, b) => (a.id < b.id ? -1 : 1)),
      unread: [...result.unread, ...tooMany],
      unusable: result.unusable.sort(),
      olderThanBranch: ids.size - wanted.length,
      asOf: feed.asOf.toISOString(),
      from: publicData.urls.cveFeed,
      problem: feed.problem,
    }
  },
})

/** The moment before which issues are repaired in every release of the branch; minus infinity if it is not known. */
async function sinceWhen({ need }: ClusterObservation): Promise<number> {
  const tested = parseKubernetesVersion((await need('kubernetesVersion')).gitVersion)
  const { releases } = await need('kubernetesReleases').catch(() => ({ releases: [] }))
  const first = tested && releases.find(({ version }) => version === `${branchOf(tested)}.0`)
  return first === undefined ? Number.NEGATIVE_INFINITY : Date.parse(first.publishedAt) - BEFORE_BRANCH_MS
}

async function readIssue(
  id: string,
  { publicData, signal }: ClusterObservation,
  result: { critical: Issue[]; unread: KubernetesCves['unread']; unusable: string[] },
): Promise<void> {
  const url = `${publicData.urls.cveRecords}/${id}`
  let record: z.infer<typeof recordSchema>
  try {
    record = (await publicData.read(url, RECORD_FRESH_MS, (text) => recordSchema.parse(JSON.parse(text)))).value
  } catch (error) {
    if (signal.aborted || !(error instanceof CloudError)) throw error
    result.unread.push({ id, problem: error.reason.detail.slice(0, 600) })
    return
  }
  const { affected = [], metrics = [] } = record.containers.cna
  const score = baseScoreOf(metrics)
  if (score === null) result.unusable.push(`${id}: no score`)
  if (score === null || score < CRITICAL_SCORE) return
  const entries = affected
    .filter(({ product = '' }) => PRODUCTS.test(product))
    .flatMap(({ versions = [] }) => versions)
    .filter(({ status }) => status === undefined || status === 'affected')
  const ranges = entries.flatMap((entry) => {
    const range = parseCveRange(entry)
    if (range === undefined) result.unusable.push(`${id}: ${JSON.stringify(entry)}`.slice(0, 200))
    return range ?? []
  })
  if (ranges.length > 0) result.critical.push({ id, score, affected: ranges })
}
