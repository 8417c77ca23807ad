import { html } from 'hono/html'
import { isSubset } from '#vocabulary/is-subset.ts'
import { STANDINGS_BY_WEIGHT, type Verdict } from '#vocabulary/verdict.ts'
import { changeBlock, type ShownChange } from './change-block.ts'
import { evidenceInWords, type TestcaseEvidence } from './finding-list.ts'
import { timeElement } from './format-instant.ts'
import type { Html } from './html.ts'
import { OVERVIEW_PATH, type Page } from './layout.ts'
import { type LogPlace, logBlock } from './log-block.ts'
import { type ReportOutput, reportOutput } from './report-output.ts'
import type { Runner } from './runner.ts'
import { standingMark } from './standing-mark.ts'
import { type TestcaseText, testcaseTitle } from './testcase-words.ts'
import { detailPath, linkTo, reportPath, type View } from './view.ts'
import { HISTORY_WORDS } from './words-history.ts'

export interface ReportPageData {
  readonly uuid: string
  readonly subject: string
  /** Absent if the report is about a scope that is not known here. */
  readonly scope?: { readonly name: string; readonly slug: string }
  readonly scopeUuid: string
  readonly checkedAt: Date
  /** Absent if the report was imported from the predecessor, which kept neither this moment nor what was signed. */
  readonly receivedAt?: Date
  /** Who ran the checks. */
  readonly runner?: Runner
  /** Of the check suite; absent in reports of other programs. */
  readonly suiteVersion?: string
  readonly results: readonly { readonly testcaseId: string; readonly verdict: Verdict }[]
  readonly evidence: ReadonlyMap<string, TestcaseEvidence>
  readonly texts: ReadonlyMap<string, TestcaseText>
  /** Why testcases have other verdicts than before. */
  readonly changes?: ReadonlyMap<string, ShownChange>
  /** What programs printed, as far as the reader may see it. */
  readonly output?: ReportOutput
  /** Absent if it is not in the log. */
  readonly logged?: LogPlace
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
        <div><dt>${words.subject}</dt><dd><bdi>${data.subject}</bdi></dd></div>
        <div><dt>${words.scope}</dt><dd>${scope}</dd></div>
        <div><dt>${words.checked}</dt><dd>${timeElement(data.checkedAt, view.language)}</dd></div>
        ${data.runner ? html`<div><dt>${HISTORY_WORDS[view.language].ranBy}</dt><dd>${HISTORY_WORDS[view.language].runners[data.runner]}</dd></div>` : ''}
        ${
          data.receivedAt
            ? html`<div><dt>${words.received}</dt><dd>${timeElement(data.receivedAt, view.language)}</dd></div>`
            : html`<div><dt>${words.signature}</dt><dd>${words.signatureNotKept}</dd></div>`
        }
        ${data.suiteVersion === undefined ? '' : html`<div><dt>${words.suite}</dt><dd>Siegel ${data.suiteVersion}</dd></div>`}
      </dl>
      <p class="alert">${data.isWhole ? words.reportFullNote : words.reportNote}</p>
      <h2>${words.results}</h2>
      ${results.length === 0 ? html`<p>${words.noResults}</p>` : ''}
      ${results.map(({ testcaseId, verdict }) => resultArticle(view, data, testcaseId, verdict))}
      ${data.output ? reportOutput(view, data.output) : ''}
      ${data.logged ? logBlock(view, data.logged) : ''}
      ${data.isWhole ? '' : html`<p><a href="${linkTo(view, reportPath(data.uuid, { isFull: true }))}">${words.reportFullLink}</a></p>`}`
  const above = [
    { title: words.overview, path: OVERVIEW_PATH },
    ...(data.scope
      ? [{ title: words.detailTitle(data.subject, data.scope.name), path: detailPath(data.subject, data.scope.slug) }]
      : []),
  ]
  return { title: words.reportTitle(data.subject), above, content }
}

function resultArticle(view: View, data: ReportPageData, testcaseId: string, verdict: Verdict): Html {
  const { words } = view
  const text = data.texts.get(testcaseId)
  const evidence = data.evidence.get(testcaseId)
  const isPartial = evidence?.verdict === 'PASS' && isSubset(evidence.warnings)
  return html`<article class="testcase ${verdict.toLowerCase()}" id="${testcaseId}">
        <h3>${standingMark(verdict, words)} <code>${testcaseId}</code>${isPartial ? ` ${words.subset}` : ''}</h3>
        ${text ? html`<p class="title">${testcaseTitle(testcaseId, view.language, text)}</p>` : ''}
        ${evidence && evidence.verdict !== 'ABORT' ? html`<p class="note">${words.examined(evidence.examined)}</p>` : ''}
        ${evidence ? evidenceInWords(view, evidence) : ''}
        ${changeBlock(view, data.changes?.get(testcaseId))}
      </article>
      `
}
