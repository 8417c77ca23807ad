import { html } from 'hono/html'
import type { Scope } from '#scopes/scope.ts'
import { STANDINGS_BY_WEIGHT, type Standing } from '#vocabulary/verdict.ts'
import { formatDay, formatNumber } from './format-instant.ts'
import { heading } from './heading.ts'
import type { Html } from './html.ts'
import { OVERVIEW_PATH, type Page } from './layout.ts'
import { availability, type OverTime } from './over-time.ts'
import { standingMark } from './standing-mark.ts'
import { chartKey, daysByStanding, type StandingPeriod, timeMap, timeStrip } from './time-chart.ts'
import { chosenByHand, detailPath, linkTo, testcasePath, type View } from './view.ts'
import { HISTORY_WORDS } from './words-history.ts'

interface TestcaseOverTime {
  readonly testcaseId: string
  readonly periods: readonly StandingPeriod[]
}

export interface HistoryPageData {
  readonly subject: string
  readonly name: string
  readonly scope: Pick<Scope, 'name' | 'slug'>
  readonly overTime: OverTime
  /** The version of which the testcases are shown; absent if none was in force. */
  readonly version?: string
  /** The required testcases of that version, in its order. */
  readonly testcases: readonly TestcaseOverTime[]
  readonly comparison: {
    /** Calendar days in UTC. */
    readonly from: string
    readonly to: string
    /** False: they cannot be compared. */
    readonly isPossible: boolean
    /** Testcases that differ. */
    readonly changes: readonly { readonly testcaseId: string; readonly before: Standing; readonly after: Standing }[]
  }
}

/** 18 months of a subject: as a whole, testcase by testcase, and the difference between two days. */
export function historyPage(view: View, data: HistoryPageData): Page {
  const { words, language } = view
  const own = HISTORY_WORDS[language]
  const { overTime, name, scope, subject, version } = data
  const content = html`${availability(view, overTime)}
      ${timeStrip(overTime, overTime.periods, own.chartOf(name))}
      <p class="ends note"><span>${formatDay(day(overTime.from), language)}</span> <span>${formatDay(day(overTime.until), language)}</span></p>
      ${chartKey(words)}
      ${comparison(view, data)}
      ${heading(2, own.heatMap, 'map')}
      ${version === undefined ? html`<p>${own.noVersion}</p>` : heatMap(view, data, version)}
      <ul class="links"><li><a href="${linkTo(view, detailPath(subject, scope.slug))}">${own.backToNow}</a></li></ul>`
  return {
    title: own.historyTitle(name, scope.name),
    above: [
      { title: words.overview, path: OVERVIEW_PATH },
      { title: words.detailTitle(name, scope.name), path: detailPath(subject, scope.slug) },
    ],
    content,
  }
}

function heatMap(view: View, { overTime, testcases }: HistoryPageData, version: string): Html {
  const { words, language } = view
  const own = HISTORY_WORDS[language]
  const rows = testcases.map(({ testcaseId, periods }) => ({ name: testcaseId, periods }))
  const days = (value: number) => (Math.round(value) === 0 ? '–' : formatNumber(Math.round(value), language))
  return html`<p>${own.heatMapIntroduction(version)}</p>
      <section class="wide" tabindex="0" aria-labelledby="map">${timeMap(view, overTime, rows, { labelId: 'map', tableId: 'map-figures' })}</section>
      ${chartKey(words)}
      <details>
        <summary>${own.heatMapTable}</summary>
        <section class="wide" tabindex="0" aria-labelledby="map-figures">
          <table data-sortable>
            <caption id="map-figures">${own.heatMapTable}</caption>
            <thead><tr><th scope="col">${words.testcase}</th>${STANDINGS_BY_WEIGHT.map((standing) => html`<th scope="col" class="number">${words.standings[standing]}</th>`)}</tr></thead>
            <tbody>
              ${testcases.map(({ testcaseId, periods }) => {
                const own = daysByStanding(periods)
                return html`<tr><th scope="row"><a href="${linkTo(view, testcasePath(testcaseId))}"><code>${testcaseId}</code></a></th>${STANDINGS_BY_WEIGHT.map((standing) => html`<td class="number">${days(own[standing])}</td>`)}</tr>
              `
              })}
            </tbody>
          </table>
        </section>
      </details>`
}

function comparison(view: View, { comparison: { from, to, isPossible, changes } }: HistoryPageData): Html {
  const { words, language } = view
  const own = HISTORY_WORDS[language]
  const field = (name: 'from' | 'to', value: string) =>
    html`<div class="field"><label for="day-${name}">${own[name]}</label>
          <input class="kern-form-input__input" id="day-${name}" name="${name}" type="date" value="${value}" required></div>`
  return html`${heading(2, own.changes, 'changes')}
      <form class="filters narrow" method="get" action="${view.path}#changes">
        ${Object.entries(chosenByHand(view)).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
        ${field('from', from)}
        ${field('to', to)}
        <button class="kern-btn kern-btn--primary" type="submit"><span class="kern-label">${own.compare}</span></button>
      </form>
      ${isPossible ? html`<p>${own.changesIntroduction(formatDay(from, language), formatDay(to, language))}</p>` : html`<p class="alert warning">${own.datesWrong}</p>`}
      ${isPossible && changes.length === 0 ? html`<p>${own.noChanges}</p>` : ''}
      ${
        changes.length === 0
          ? ''
          : html`<section class="wide" tabindex="0" aria-labelledby="changes">
          <table>
            <caption class="unseen">${own.changes}</caption>
            <thead><tr><th scope="col">${words.testcase}</th><th scope="col">${own.before}</th><th scope="col">${own.after}</th></tr></thead>
            <tbody>
              ${changes.map(
                ({ testcaseId, before, after }) =>
                  html`<tr><th scope="row"><a href="${linkTo(view, testcasePath(testcaseId))}"><code>${testcaseId}</code></a></th><td>${standingMark(before, words)}</td><td>${standingMark(after, words)}</td></tr>
              `,
              )}
            </tbody>
          </table>
        </section>`
      }`
}

function day(at: Date): string {
  return at.toISOString().slice(0, 10)
}
