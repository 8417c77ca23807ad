import { html } from 'hono/html'
import type { Html } from './html.ts'
import { LANGUAGES, type Language } from './language.ts'
import type { Page } from './layout.ts'
import type { LegalPage, View } from './view.ts'
import { visibleText } from './visible-text.ts'
import { FRAME_WORDS } from './words-frame.ts'
import { LEGAL_WORDS } from './words-legal.ts'

/** The texts of the service operator, as far as there are any. */
export type LegalTexts = Readonly<Partial<Record<LegalPage, Readonly<Partial<Record<Language, string | undefined>>>>>>

/**
 * Imprint, privacy notice or accessibility statement. The text is the service operator's; where it is only there in the other
 * language, that one is shown; where there is none, the page says so. What the program itself does is always said.
 */
export function legalPage(view: View, which: LegalPage, texts: LegalTexts): Page {
  const { language } = view
  const own = LEGAL_WORDS[language]
  const ofPage = texts[which] ?? {}
  const written = [language, ...LANGUAGES].find((candidate) => ofPage[candidate] !== undefined)
  const text = written && ofPage[written]
  const content = html`${
    text === undefined
      ? html`<p class="alert warning">${own.notWritten}</p>`
      : html`<div lang="${written}">${blocks(text)}</div>`
  }
      ${own.program[which].map(({ title, text: paragraph }) => html`<h2>${title}</h2><p>${paragraph}</p>`)}`
  return { title: FRAME_WORDS[language].legal[which], content, hasLegend: false }
}

/** Paragraphs between empty lines; a line that begins with `# ` is a heading; addresses of web pages are links. */
function blocks(text: string): Html[] {
  return text.split(/\n\s*\n/).map((block) => {
    const heading = /^#+ (.+)$/.exec(block.trim())?.[1]
    return heading === undefined
      ? html`<p>${block.trim().split('\n').map(line)}</p>`
      : html`<h2>${visibleText(heading)}</h2>`
  })
}

function line(text: string, index: number): Html {
  const parts = visibleText(text).split(/(https:\/\/[^\s<>"')\]]*[^\s<>"')\].,;:!?])/)
  return html`${index > 0 ? html`<br>` : ''}${parts.map((part, position) => (position % 2 === 1 ? html`<a href="${part}">${part}</a>` : part))}`
}
