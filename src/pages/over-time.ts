import { html } from 'hono/html'
import type { Standing } from '#vocabulary/verdict.ts'
import { formatDay, formatInstant, formatNumber } from './format-instant.ts'
import { type HeadingLevel, heading } from './heading.ts'
import type { Html } from './html.ts'
import { chartKey, daysByStanding, type Span, type StandingPeriod, timeStrip } from './time-chart.ts'
import { historyPath, linkTo, type View } from './view.ts'
import { HISTORY_WORDS } from './words-history.ts'

/** How a subject stood over a span of time, without the testcases. */
export interface OverTime extends Span {
  readonly periods: readonly StandingPeriod[]
}

const PERCENT = { en: percentage('en-GB'), de: percentage('de-DE') }

function percentage(locale: string): Intl.NumberFormat {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
}

/** The strip of 18 months of one subject, on how many days it was compliant, and the way to everything else. */
export function overTimeSection(
  view: View,
  overTime: OverTime,
  { subject, name, scopeSlug, level }: { subject: string; name: string; scopeSlug: string; level: HeadingLevel },
): Html {
  const own = HISTORY_WORDS[view.language]
  return html`${heading(level, own.overTime)}
        ${availability(view, overTime)}
        ${timeStrip(overTime, overTime.periods, own.chartOf(name))}
        <p class="ends note"><span>${formatInstant(overTime.from, view.language)}</span> <span>${formatInstant(overTime.until, view.language)}</span></p>
        ${chartKey(view.words)}
        <p><a href="${linkTo(view, historyPath(subject, scopeSlug))}">${own.historyLink} <span class="unseen"><bdi>${name}</bdi></span></a></p>`
}

/** On how many days of those for which there was an answer at all the subject was compliant. */
export function availability({ language, words }: View, { periods, from, until }: OverTime): Html {
  const own = HISTORY_WORDS[language]
  const days = daysByStanding(periods)
  const all = (until.getTime() - from.getTime()) / 86_400_000
  if (days.MISS >= all) return html`<p>${own.neverMeasured}</p>`
  const number = (value: number) => formatNumber(Math.round(value), language)
  const rest = (['FAIL', 'ABORT', 'MISS'] as const).filter((standing) => Math.round(days[standing]) > 0)
  const sentence = own.availability(number(days.PASS), number(all), PERCENT[language].format(days.PASS / all))
  const others = rest.map((standing: Standing) => `${words.standings[standing]}: ${number(days[standing])}`).join(', ')
  return html`<p>${sentence}${others === '' ? '' : html` <span class="note">(${others})</span>`}</p>`
}

/** Since when the present standing holds: the day, or that it began before the span. */
export function stateSince({ language }: View, { periods, from }: OverTime): string {
  const begin = periods.at(-1)?.from ?? from
  const day = formatDay(begin.toISOString().slice(0, 10), language)
  return begin.getTime() <= from.getTime() ? HISTORY_WORDS[language].sinceBefore(day) : day
}
