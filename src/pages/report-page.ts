import { html } from 'hono/html'
import { isSubset } from '#vocabulary/is-subset.ts'
import { STANDINGS_BY_WEIGHT, type Verdict } from '#vocabulary/verdict.ts'
import type { TestcaseText } from './detail-page.ts'
import { evidenceInWords, type TestcaseEvidence } from './finding-list.ts'
import { timeElement } from './format-instant.ts'
import type { Html } from './html.ts'
import type { Page } from './layout.ts'
import { type ReportOutput, reportOutput } from './report-output.ts'
import { standingMark } from './standing-mark.ts'
import { detailPath, linkTo, reportPath, type View } from './view.ts'

export interface ReportPageData {
  readonly uuid: string
  readonly subject: string
  /** Absent if the report is about a scope that is not known here. */
  readonly scope?: { readonly name: string; readonly slug: string }
  readonly scopeUuid: string
  readonly checkedAt: Date
  readonly receivedAt: Date
  /** Of the check suite; absent in reports of other programs. */
  readonly suiteVersion?: string
  readonly results: readonly { readonly testcaseId: string; readonly verdict: Verdict }[]
  readonly evidence: ReadonlyMap<string, TestcaseEvidence>
  readonly texts: ReadonlyMap<string, TestcaseText>
  /** What programs printed, as far as the reader may see it. */
  readonly output?: ReportOutput
  /** Whether the reader sees everything in the report. */
  readonly isWhole: boolean
}

/**
 * One report. Everybody sees verdicts, findings, and of what programs printed the lines that are results, warnings and
 * errors; command lines, assignments and all other lines may hold what is nobody's business.
 */
export function reportPage(view: View, data: ReportPageData): Page {
  const { words } = view
  const results = data.results.toSorted(
    (a, b) => STANDINGS_BY_WEIGHT.indexOf(a.verdict) - STANDINGS_BY_WEIGHT.indexOf(b.verdict),
  )
  const scope = data.scope
    ? html`<a href="${linkTo(view, detailPath(data.subject, data.scope.slug))}">${data.scope.name}</a>`
    : html`<code>${data.scopeUuid}</code>`
  const content = html`<dl class="head">
        <div><dt>${words.reportNumber}</dt><dd><code>${data.uuid}</code></dd></div>
        <div><dt>${words.subject}</dt><dd>${data.subject}</dd></div>
        <div><dt>${words.scope}</dt><dd>${scope}</dd></div>
        <div><dt>${words.checked}</dt><dd>${timeElement(data.checkedAt)}</dd></div>
        <div><dt>${words.received}</dt><dd>${timeElement(data.receivedAt)}</dd></div>
        ${data.suiteVersion === undefined ? '' : html`<div><dt>${words.suite}</dt><dd>Siegel ${data.suiteVersion}</dd></div>`}
      </dl>
      <p class="note">${data.isWhole ? words.reportFullNote : words.reportNote}</p>
      <h2>${words.results}</h2>
      ${results.length === 0 ? html`<p>${words.noResults}</p>` : ''}
      ${results.map(({ testcaseId, verdict }) => resultArticle(view, data, testcaseId, verdict))}
      ${data.output ? reportOutput(view, data.output) : ''}
      ${data.isWhole ? '' : html`<p><a href="${linkTo(view, reportPath(data.uuid, { isFull: true }))}">${words.reportFullLink}</a></p>`}`
  return { title: words.reportTitle(data.subject), content }
}

function resultArticle(view: View, data: ReportPageData, testcaseId: string, verdict: Verdict): Html {
  const { words } = view
  const text = data.texts.get(testcaseId)
  const evidence = data.evidence.get(testcaseId)
  const isPartial = evidence?.verdict === 'PASS' && isSubset(evidence.warnings)
  return html`<article class="testcase ${verdict.toLowerCase()}" id="${testcaseId}">
        <h3>${standingMark(verdict, words)} <code>${testcaseId}</code>${isPartial ? ` ${words.subset}` : ''}</h3>
        ${text ? html`<p lang="en">${text.title}</p>` : ''}
        ${evidence && evidence.verdict !== 'ABORT' ? html`<p class="note">${words.examined(evidence.examined)}</p>` : ''}
        ${evidence ? evidenceInWords(view, evidence) : ''}
      </article>
      `
}
