import { createHash } from 'node:crypto'
import { jsonAnswer, type PracticeAnswer } from '../practice-exchange.ts'
import { practiceReleases } from './practice-releases.ts'

/** One security issue of the practice world. */
export interface PracticeCve {
  readonly id: string
  readonly score: number
  readonly publishedAt: Date
  /** As in CVE records: affected from, and before. */
  readonly from: string
  readonly before: string
}

/** What the public data about Kubernetes says in the practice world. Defects change it. */
export interface KubernetesDataContent {
  readonly at: Date
  cves: PracticeCve[]
  /** Answers of their own instead of the data, by path. */
  readonly answers: Map<string, PracticeAnswer>
}

const DAY_MS = 86_400_000
const CVE_COUNT = 70

/** Data in which the healthy practice cluster is up to date: every issue is repaired in what it runs. */
export function healthyKubernetesData(at: Date): KubernetesDataContent {
  const { branches } = practiceReleases(at)
  const branch = branches[1]
  const cves = Array.from({ length: CVE_COUNT }, (_, index): PracticeCve => {
    const patch = 1 + (index % 3)
    const publishedAt = new Date(at.getTime() - (20 + index * 30) * DAY_MS)
    const [from, before] = [`${branch?.branch}.0`, `${branch?.branch}.${patch}`]
    return {
      id: `CVE-${publishedAt.getUTCFullYear()}-${10_000 + index}`,
      score: index % 4 === 0 ? 8.8 : 6.5,
      publishedAt,
      from,
      before,
    }
  })
  return { at, cves, answers: new Map() }
}

/** Answers for GitHub, kubernetes.io and cve.org at once, below `/`. Knows entity tags. */
export function answerKubernetesData(
  url: URL,
  entityTag: string | undefined,
  content: KubernetesDataContent,
): PracticeAnswer {
  const own = content.answers.get(url.pathname)
  if (own !== undefined) return own
  const answer = dataAnswer(url, content)
  const tag = `"${createHash('sha256').update(answer.body).digest('hex').slice(0, 16)}"`
  if (answer.status === 200 && entityTag === tag) return { status: 304, headers: { etag: tag }, body: '' }
  return { ...answer, headers: { ...answer.headers, etag: tag } }
}

function dataAnswer(url: URL, { at, cves }: KubernetesDataContent): PracticeAnswer {
  const { branches } = practiceReleases(at)
  const day = (date: Date) => date.toISOString().slice(0, 10)
  const isOver = ({ endOfLife }: (typeof branches)[number]) => endOfLife <= at
  if (url.pathname === '/releases') return jsonAnswer(200, releasePage(url, at))
  if (url.pathname === '/schedule.yaml') {
    const lines = branches
      .filter((branch) => !isOver(branch))
      .map(
        ({ branch, endOfLife, releasedAt }) =>
          `- release: ${branch}\n  releaseDate: ${day(releasedAt)}\n  endOfLifeDate: ${day(endOfLife)}\n`,
      )
    return yamlAnswer(`schedules:\n${lines.join('')}`)
  }
  if (url.pathname === '/eol.yaml') {
    const lines = branches.filter(isOver).map(({ branch, endOfLife, releases }) => {
      return `- release: "${branch}"\n  finalPatchRelease: ${releases.at(-1)?.version}\n  endOfLifeDate: "${day(endOfLife)}"\n`
    })
    return yamlAnswer(`branches:\n${lines.join('')}`)
  }
  if (url.pathname === '/cve-feed.json') {
    const items = cves.map(({ id, publishedAt }) => ({
      id,
      url: `https://www.cve.org/cverecord?id=${id}`,
      date_published: publishedAt,
    }))
    return jsonAnswer(200, { version: 'https://jsonfeed.org/version/1.1', title: 'Practice CVE feed', items })
  }
  const cve = cves.find(({ id }) => url.pathname === `/cve/${id}`)
  return cve === undefined ? jsonAnswer(404, { error: 'NOT_FOUND' }) : jsonAnswer(200, cveRecord(cve))
}

function yamlAnswer(body: string): PracticeAnswer {
  return { status: 200, headers: { 'content-type': 'text/plain' }, body }
}

function releasePage(url: URL, at: Date): object[] {
  const size = Number(url.searchParams.get('per_page') ?? 30)
  const page = Number(url.searchParams.get('page') ?? 1)
  const all = practiceReleases(at)
    .branches.flatMap(({ branch, releasedAt, releases }) => [
      ...releases,
      ...['alpha.1', 'beta.0', 'rc.1'].map((kind, index) => ({
        version: `${branch}.0-${kind}`,
        publishedAt: new Date(releasedAt.getTime() - (90 - index * 40) * DAY_MS),
      })),
    ])
    .sort((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime())
  return all.slice((page - 1) * size, page * size).map(({ publishedAt, version }) => ({
    tag_name: `v${version}`,
    draft: false,
    prerelease: version.includes('-'),
    published_at: publishedAt.toISOString().replace(/\.\d+Z$/, 'Z'),
  }))
}

function cveRecord({ before, from, id, publishedAt, score }: PracticeCve): object {
  const versions = [{ version: from, status: 'affected', lessThan: before, versionType: 'semver' }]
  return {
    dataType: 'CVE_RECORD',
    dataVersion: '5.1',
    cveMetadata: { cveId: id, state: 'PUBLISHED', datePublished: publishedAt.toISOString() },
    containers: {
      cna: {
        metrics: [{ cvssV3_1: { baseScore: score, vectorString: 'CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H' } }],
        affected: [{ vendor: 'Kubernetes', product: 'Kubernetes', defaultStatus: 'unaffected', versions }],
      },
    },
  }
}
