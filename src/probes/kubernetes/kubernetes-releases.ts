import { z } from 'zod'
import {
  branchOf,
  parseKubernetesVersion,
  plainVersion,
  suffixKind,
} from '#facts/derived/kubernetes/kubernetes-version.ts'
import { defineClusterProbe } from '../define-probe.ts'
import { LIST_FRESH_MS } from './list-fresh.ts'

const PAGE_SIZE = 100
/** Some seven years of releases. */
const MOST_PAGES = 10

const pageSchema = z
  .array(
    z.object({
      tag_name: z.string().max(200),
      draft: z.boolean(),
      prerelease: z.boolean(),
      published_at: z.iso.datetime().nullable(),
    }),
  )
  .max(PAGE_SIZE)

/** The final releases of Kubernetes back to the first one of the tested branch, from GitHub's list. */
export const kubernetesReleasesProbe = defineClusterProbe({
  gives: 'kubernetesReleases',
  from: 'kubernetes',
  cost: 'light',
  calls: ['GET the releases of Kubernetes from GitHub (without credential)'],
  creates: [],
  needs: ['kubernetesVersion'],
  effort: { single: MOST_PAGES },
  async observe({ need, publicData }) {
    const tested = parseKubernetesVersion((await need('kubernetesVersion')).gitVersion)
    const releases: { version: string; publishedAt: string }[] = []
    let asOf = new Date(8.64e15)
    let problem: string | null = null
    let reachesBack = false
    for (let page = 1; page <= MOST_PAGES && !reachesBack; page++) {
      const url = new URL(publicData.urls.releases)
      url.search = new URLSearchParams({ per_page: String(PAGE_SIZE), page: String(page) }).toString()
      const rows = await publicData.read(url.href, LIST_FRESH_MS, (text) => pageSchema.parse(JSON.parse(text)))
      if (rows.asOf < asOf) asOf = rows.asOf
      problem ??= rows.problem
      for (const { draft, prerelease, published_at, tag_name } of rows.value) {
        const version = parseKubernetesVersion(tag_name)
        if (draft || prerelease || version === undefined || published_at === null) continue
        if (suffixKind(version) !== 'none') continue
        releases.push({ version: plainVersion(version), publishedAt: new Date(published_at).toISOString() })
        if (tested !== undefined && version.patch === 0 && branchOf(version) === branchOf(tested)) reachesBack = true
      }
      if (rows.value.length < PAGE_SIZE) break
    }
    return { releases, reachesBack, asOf: asOf.toISOString(), from: publicData.urls.releases, problem }
  },
})
