import { html } from 'hono/html'
import { STANDINGS_BY_WEIGHT } from '#vocabulary/verdict.ts'
import { ASSET_PATHS } from './asset-paths.ts'
import { formatInstant } from './format-instant.ts'
import type { Html } from './html.ts'
import { LANGUAGES } from './language.ts'
import { standingMark } from './standing-mark.ts'
import { THEMES } from './theme.ts'
import { LEGAL_PAGES, legalPath, linkTo, linkToSame, STANDARDS_PATH, type View } from './view.ts'
import { FRAME_WORDS } from './words-frame.ts'

export const OVERVIEW_PATH = '/page/table'

/** What a page says, without the frame around it. */
export interface Page {
  readonly title: string
  readonly content: Html
  /** The pages above this one, from the top. */
  readonly above?: readonly { readonly title: string; readonly path: string }[]
  /** Path of a feed of what changes on the page. */
  readonly feed?: string
  /** Whether the page shows results, so that their words need explaining. */
  readonly hasLegend?: boolean
}

/** The frame of every page: head, navigation, content, legend, footer. */
export function layout(view: View, { title, content, above = [], feed, hasLegend = true }: Page): Html {
  const { words, language, theme } = view
  const frame = FRAME_WORDS[language]
  return html`<!doctype html>
<html lang="${language}"${theme ? html` data-kern-theme="${theme}"` : ''}>
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="${theme ?? 'light dark'}">
    <title>${title} – ${words.siteName}</title>
    <link rel="preload" as="font" type="font/woff2" href="${ASSET_PATHS['fira-sans-400.woff2']}" crossorigin>
    <link rel="stylesheet" href="${ASSET_PATHS['siegel.css']}">
    <link rel="icon" type="image/svg+xml" href="${ASSET_PATHS['siegel.svg']}">
    ${feed === undefined ? '' : html`<link rel="alternate" type="application/atom+xml" title="${title}" href="${linkTo(view, feed)}">`}
    <script type="module" src="${ASSET_PATHS['siegel.js']}"></script>
  </head>
  <body>
    <a class="skip" href="#content">${words.skipToContent}</a>
    <header class="site-header">
      <div class="bar">
        <a class="brand" href="${linkTo(view, OVERVIEW_PATH)}">
          <img src="${ASSET_PATHS['siegel.svg']}" alt="" width="40" height="40">
          <span><b>Siegel</b> <span>${frame.brand}</span></span>
        </a>
        <nav aria-label="${frame.mainMenu}">
          <ul class="menu">
            <li>${menuLink(view, OVERVIEW_PATH, words.overview)}</li>
            <li>${menuLink(view, STANDARDS_PATH, frame.standards)}</li>
          </ul>
        </nav>
        ${settings(view)}
      </div>
    </header>
    <main id="content" class="bar">
      ${above.length > 0 ? crumbs(view, above) : ''}
      <p class="live" role="status" data-live hidden>${frame.changed} <a href="${linkToSame(view, {})}">${frame.reload}</a></p>
      <h1><bdi>${title}</bdi></h1>
      ${content}
      ${hasLegend ? legend(view) : ''}
    </main>
    <footer class="site-footer">
      <div class="bar">
        <p>${words.allTimesInUtc(formatInstant(view.at, language))}</p>
        <nav aria-label="${frame.aboutThisSite}">
          <ul class="menu">
            ${LEGAL_PAGES.map((page) => html`<li><a href="${linkTo(view, legalPath(page))}">${frame.legal[page]}</a></li>`)}
            <li><a href="/api/v1/openapi.json">${frame.api}</a></li>
          </ul>
        </nav>
      </div>
    </footer>
  </body>
</html>
`
}

function menuLink(view: View, path: string, title: string): Html {
  return html`<a href="${linkTo(view, path)}"${view.path === path ? html` aria-current="page"` : ''}>${title}</a>`
}

function settings(view: View): Html {
  const { words, language, theme } = view
  const frame = FRAME_WORDS[language]
  const other = LANGUAGES.find((candidate) => candidate !== language) ?? language
  const themes = theme === undefined ? THEMES : THEMES.filter((one) => one !== theme)
  return html`<nav aria-label="${frame.settings}">
          <ul class="menu settings">
            ${themes.map((one) => html`<li><a href="${linkToSame(view, { theme: one })}">${frame[one]}</a></li>`)}
            <li><a href="${linkToSame(view, { language: other })}" lang="${other}" hreflang="${other}">${words.otherLanguage}</a></li>
          </ul>
        </nav>`
}

function crumbs(view: View, above: NonNullable<Page['above']>): Html {
  return html`<nav class="crumbs" aria-label="${FRAME_WORDS[view.language].youAreHere}">
        <ol>${above.map(({ title, path }) => html`<li><a href="${linkTo(view, path)}"><bdi>${title}</bdi></a></li>`)}</ol>
      </nav>`
}

function legend({ words }: View): Html {
  return html`<section class="legend" aria-labelledby="legend">
        <h2 id="legend">${words.legend}</h2>
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
