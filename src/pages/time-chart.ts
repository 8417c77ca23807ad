import { html } from 'hono/html'
import { STANDINGS_BY_WEIGHT, type Standing } from '#vocabulary/verdict.ts'
import type { Html } from './html.ts'
import { standingText } from './standing-mark.ts'
import type { View } from './view.ts'
import type { Words } from './words.ts'

export interface StandingPeriod {
  readonly from: Date
  readonly until: Date
  readonly standing: Standing
}

/** A half-open span of time [from, until). */
export interface Span {
  readonly from: Date
  readonly until: Date
}

const WIDTH = 1_000
const LABEL_WIDTH = 300
const ROW = 18
const HEAD = 24
/** How high the cell of each standing is, so that nobody needs to see colours. */
const HEIGHTS: Readonly<Record<Standing, number>> = { FAIL: 1, PASS: 0.7, ABORT: 0.4, MISS: 0.12 }

/** One line of time without words, as wide as there is room. `title` is what somebody who does not see it is told. */
export function timeStrip(span: Span, periods: readonly StandingPeriod[], title: string): Html {
  return html`<svg class="chart strip" viewBox="0 0 ${WIDTH} 28" preserveAspectRatio="none" height="28" role="img" aria-label="${title}">${cells(span, periods, { x: 0, width: WIDTH, y: 0, height: 28 })}</svg>`
}

/** A line of time for each of many things, with their names and the months. */
export function timeMap(
  view: View,
  span: Span,
  rows: readonly { readonly name: string; readonly periods: readonly StandingPeriod[] }[],
  { labelId, tableId }: { readonly labelId: string; readonly tableId: string },
): Html {
  const height = HEAD + rows.length * ROW
  const place = { x: LABEL_WIDTH, width: WIDTH - LABEL_WIDTH }
  return html`<svg class="chart map" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-labelledby="${labelId}" aria-describedby="${tableId}">
          ${monthLines(view, span, place, height)}
          ${rows.map(
            ({ name, periods }, index) => html`<text class="label" x="0" y="${HEAD + index * ROW + 13}">${name}</text>
          ${cells(span, periods, { ...place, y: HEAD + index * ROW + 2, height: ROW - 4 })}
          `,
          )}
        </svg>`
}

interface Place {
  readonly x: number
  readonly width: number
}

/** A line and a name for every third month. */
export function monthLines({ language }: View, span: Span, place: Place, height: number): Html[] {
  const names = new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    month: 'short',
    year: '2-digit',
    timeZone: 'UTC',
  })
  const first = span.from.getUTCFullYear() * 12 + span.from.getUTCMonth()
  const last = span.until.getUTCFullYear() * 12 + span.until.getUTCMonth()
  const step = Math.max(1, Math.ceil((last - first) / 72)) * 3
  const lines: Html[] = []
  for (let month = Math.ceil(first / step) * step; month <= last; month += step) {
    const at = new Date(Date.UTC(Math.floor(month / 12), month % 12, 1))
    if (at < span.from || at >= span.until) continue
    const x = position(at, span, place)
    lines.push(
      html`<path class="grid" d="M${x} 16V${height}"/><text x="${x}" y="11"${x > place.x + place.width - 40 ? html` text-anchor="end"` : ''}>${names.format(at)}</text>`,
    )
  }
  return lines
}

/** Where an instant lies on the line, to a tenth of a unit. */
export function position(at: Date, { from, until }: Span, { x, width }: Place): number {
  const part = (at.getTime() - from.getTime()) / (until.getTime() - from.getTime())
  return Math.round((x + Math.min(1, Math.max(0, part)) * width) * 10) / 10
}

function cells(
  span: Span,
  periods: readonly StandingPeriod[],
  { y, height, ...place }: Place & { readonly y: number; readonly height: number },
): Html[] {
  return STANDINGS_BY_WEIGHT.toReversed().flatMap((standing) => {
    const own = Math.round(height * HEIGHTS[standing] * 10) / 10
    const top = Math.round((y + height - own) * 10) / 10
    const path = periods
      .filter((period) => period.standing === standing)
      .map(({ from, until }) => {
        const x = position(from, span, place)
        const width = Math.round((position(until, span, place) - x) * 10) / 10
        return `M${x} ${top}h${width}v${own}h-${width}z`
      })
    return path.length === 0 ? [] : [html`<path class="cell-${standing.toLowerCase()}" d="${path.join('')}"/>`]
  })
}

/** What the colours mean. */
export function chartKey(words: Words): Html {
  return html`<ul class="key">${STANDINGS_BY_WEIGHT.toReversed().map(
    (standing) =>
      html`<li><svg viewBox="0 0 10 10" aria-hidden="true"><path class="cell-${standing.toLowerCase()}" d="M0 0h10v10H0z"/></svg>${standingText(standing, words)}</li>`,
  )}</ul>`
}

const DAY_MS = 86_400_000

/** How long each standing lasted, in days. */
export function daysByStanding(periods: readonly StandingPeriod[]): Readonly<Record<Standing, number>> {
  const days = { PASS: 0, ABORT: 0, MISS: 0, FAIL: 0 }
  for (const { from, until, standing } of periods) days[standing] += (until.getTime() - from.getTime()) / DAY_MS
  return days
}
