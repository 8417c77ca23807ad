import { html } from 'hono/html'
import { formatInstant } from '../format-instant.ts'
import { LANGUAGES } from '../language.ts'
import { COPY_WORDS } from './copy-words.ts'

interface IndexQuestion {
  readonly at: Date
  /** The whole address of the live site. */
  readonly live: string
  /** Of the overview in each language, and of the style sheets, within the copy. */
  readonly overviews: Readonly<Record<(typeof LANGUAGES)[number], string>>
  readonly stylesheets: readonly string[]
}

/** The first page of a copy: which language, of when, and where the live site is. */
export function indexPage({ at, live, overviews, stylesheets }: IndexQuestion): string {
  return String(html`<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${COPY_WORDS.en.title}</title>
    ${stylesheets.map((href) => html`<link rel="stylesheet" href="${href}">`)}
  </head>
  <body>
    <main class="bar">
      <h1>${COPY_WORDS.en.title}</h1>
      ${LANGUAGES.map(
        (language) => html`<section lang="${language}" aria-labelledby="in-${language}">
        <h2 id="in-${language}"><a href="${overviews[language]}">${COPY_WORDS[language].languageName}</a></h2>
        <p>${COPY_WORDS[language].notice(formatInstant(at))} <a href="${live}">${COPY_WORDS[language].live}</a></p>
      </section>
      `,
      )}
    </main>
  </body>
</html>
`)
}
