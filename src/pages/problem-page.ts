import { html } from 'hono/html'
import { OVERVIEW_PATH, type Page } from './layout.ts'
import { linkTo, type View } from './view.ts'

/** What a reader gets instead of a page that does not exist. */
export function notFoundPage(view: View): Page {
  const { words } = view
  return problem(view, words.notFoundTitle, words.notFoundText)
}

/** What a reader gets when the server could not make the page. */
export function faultPage(view: View, explanation: string): Page {
  return problem(view, view.words.faultTitle, explanation)
}

function problem(view: View, title: string, text: string): Page {
  const content = html`<p>${text}</p>
      <p><a href="${linkTo(view, OVERVIEW_PATH)}">${view.words.overview}</a></p>`
  return { title, content, hasLegend: false }
}
