import { html } from 'hono/html'
import { VALIDITIES, type Validity } from '#scopes/validity.ts'
import { dayElement } from './format-instant.ts'
import type { Html } from './html.ts'
import { monthLines, position, type Span } from './time-chart.ts'
import type { View } from './view.ts'
import { STANDARD_WORDS } from './words-standards.ts'

/** What a version is good for, from a day on. */
export interface ValiditySpan extends Span {
  readonly validity: Validity
}

export interface ScopeTimeline extends Span {
  /** Newest first; the spans in order, without those in which the timeline does not name the version. */
  readonly versions: readonly { readonly version: string; readonly spans: readonly ValiditySpan[] }[]
}

const WIDTH = 1_000
const LABEL_WIDTH = 70
const ROW = 34
const HEAD = 22

/** The versions of a scope over time as a drawing, and the same as a table. */
export function scopeTimeline(view: View, timeline: ScopeTimeline): Html {
  const { words, language } = view
  const own = STANDARD_WORDS[language]
  const place = { x: LABEL_WIDTH, width: WIDTH - LABEL_WIDTH }
  const height = HEAD + timeline.versions.length * ROW + 16
  const today = position(view.at, timeline, place)
  return html`<section class="wide" tabindex="0" aria-labelledby="timeline">
        <svg class="chart map" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-labelledby="timeline" aria-describedby="timeline-table">
          ${monthLines(view, timeline, place, height - 16)}
          ${timeline.versions.map(({ version, spans }, index) => {
            const y = HEAD + index * ROW
            return html`<text class="label" x="0" y="${y + 20}">${version}</text>
          ${spans.map(({ from, until, validity }) => {
            const x = position(from, timeline, place)
            const width = Math.round((position(until, timeline, place) - x) * 10) / 10
            const word = words.validities[validity]
            return html`<rect class="span-${validity}" x="${x}" y="${y + 4}" width="${width}" height="${ROW - 10}" rx="4"/>${width > word.length * 6.2 + 12 ? html`<text class="inside" x="${x + 8}" y="${y + 20}">${word}</text>` : ''}`
          })}
          `
          })}
          <path class="today" d="M${today} 16V${height - 16}"/><text x="${today}" y="${height - 3}" text-anchor="middle">${own.today}</text>
        </svg>
      </section>
      <ul class="key">${VALIDITIES.map((validity) => html`<li><svg viewBox="0 0 10 10" aria-hidden="true"><rect class="span-${validity}" x="0.5" y="0.5" width="9" height="9"/></svg>${words.validities[validity]}</li>`)}</ul>
      <details>
        <summary>${own.timelineTable}</summary>
        <table class="versions">
          <caption id="timeline-table">${own.timeline}</caption>
          <thead><tr><th scope="col">${words.version}</th><th scope="col">${words.state}</th></tr></thead>
          <tbody>
            ${timeline.versions.map(
              ({ version, spans }) =>
                html`<tr><th scope="row">${version}</th><td>${spans.map(({ from, validity }) => html`<p class="note">${words.validities[validity]} <span class="nowrap">${dayFrom(view, from)}</span></p>`)}</td></tr>
            `,
            )}
          </tbody>
        </table>
      </details>`
}

function dayFrom({ language }: View, from: Date): Html {
  const day = from.toISOString().slice(0, 10)
  const [before = '', after = ''] = STANDARD_WORDS[language].fromDay('|').split('|')
  return html`${before}${dayElement(day, language)}${after}`
}
