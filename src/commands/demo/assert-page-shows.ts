import { fetch } from 'undici'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { Finding } from '#vocabulary/finding.ts'
import type { Verdict } from '#vocabulary/verdict.ts'
import { DEMO_RUNNER } from './demo-accounts.ts'

/** What `siegel check --json` printed, as far as the pages show it. */
export interface DemoResult {
  readonly testcases: readonly {
    readonly id: string
    readonly verdict: Verdict
    readonly findings?: readonly Finding[]
  }[]
}

/**
 * Fetches the overview and, signed in, the page of a subject with drafts as a browser does, and compares them with what the
 * run found: every testcase with its verdict, every failure with the object that it is about. `listedAs` is its group
 * (`group-NAME`), if it has one. Throws SUITE_DEMO_FAILED.
 */
export async function assertPageShows(
  monitor: string,
  password: string,
  subject: string,
  scope: string,
  result: DemoResult,
  listedAs = subject,
): Promise<void> {
  const overview = await fetchPage(`${monitor}/page/table?lang=en`)
  const detailPath = `/page/detail/${listedAs}/${scope}`
  if (!overview.includes(detailPath)) throw failed(`The overview has no link to ${detailPath}.`)
  const authorization = `Basic ${Buffer.from(`${DEMO_RUNNER}:${password}`).toString('base64')}`
  const fullPath = `/page/detail_full/${subject}/${scope}`
  const articles = articlesIn(await fetchPage(`${monitor}${fullPath}?lang=en`, { authorization }))
  for (const { id, verdict, findings = [] } of result.testcases) {
    const article = articles.get(id)
    if (article === undefined) throw failed(`The page of ${subject} does not show ${id}.`)
    if (article.standing !== verdict) throw failed(`The page of ${subject} shows ${id} as ${article.standing}.`)
    const about = findings[0]?.about.name
    if (about !== undefined && !article.html.includes(escapeHtml(about))) {
      throw failed(`The page of ${subject} does not name ${about} at ${id}.`)
    }
  }
}

interface Article {
  readonly standing: string
  readonly html: string
}

function articlesIn(page: string): Map<string, Article> {
  const pattern = /<article class="testcase (\w+)" id="([^"]+)">([\s\S]*?)<\/article>/g
  return new Map(
    [...page.matchAll(pattern)].map(([, standing = '', id = '', html = '']) => [
      id,
      { standing: standing.toUpperCase(), html },
    ]),
  )
}

async function fetchPage(url: string, headers: Record<string, string> = {}): Promise<string> {
  const answer = await fetch(url, { headers, signal: AbortSignal.timeout(10_000) })
  const text = await answer.text()
  if (answer.status !== 200) throw failed(`${url} answered ${answer.status}.`)
  return text
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

function failed(message: string): CodedError {
  return new CodedError('SUITE_DEMO_FAILED', message)
}
