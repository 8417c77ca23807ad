import { html } from 'hono/html'
import { STANDINGS_BY_WEIGHT } from '#vocabulary/verdict.ts'
import { formatInstant } from './format-instant.ts'
import type { Html } from './html.ts'
import { LANGUAGES } from './language.ts'
import { standingMark } from './standing-mark.ts'
import { linkTo, linkToLanguage, type View } from './view.ts'

export const STYLESHEET_PATH = '/assets/siegel.css'
export const OVERVIEW_PATH = '/page/table'

/** What a page says, without the frame around it. */
export interface Page {
  readonly title: string
  readonly content: Html
  /** Whether the page shows results, so that their words need explaining. */
  readonly hasLegend?: boolean
}

/** The frame of every page: head, navigation, content, legend, footer. */
export function layout(view: View, { title, content, hasLegend = true }: Page): Html {
  const { words, language } = view
  const other = LANGUAGES.find((candidate) => candidate !== language) ?? language
  return html`<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${title} – ${words.siteName}</title>
    <link rel="stylesheet" href="${STYLESHEET_PATH}">
  </head>
  <body>
    <a class="skip" href="#content">${words.skipToContent}</a>
    <header>
      <nav>
        <a href="${linkTo(view, OVERVIEW_PATH)}">${words.siteName}</a>
        <a href="${linkToLanguage(view, other)}" lang="${other}" hreflang="${other}">${words.otherLanguage}</a>
      </nav>
    </header>
    <main id="content">
      <h1>${title}</h1>
      ${content}
      ${hasLegend ? legend(view) : ''}
    </main>
    <footer><p>${words.allTimesInUtc(formatInstant(view.at))}</p></footer>
  </body>
</html>
`
}

function legend({ words }: View): Html {
  return html`<section class="legend">
        <h2>${words.legend}</h2>
        <dl>
          ${STANDINGS_BY_WEIGHT.toReversed().map(
            (
              standing,
            ) => html`<div><dt>${standingMark(standing, words)}</dt><dd>${words.standingMeanings[standing]}</dd></div>
          `,
          )}
        </dl>
      </section>`
}
