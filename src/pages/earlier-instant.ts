import { html } from 'hono/html'
import { formatInstant, timeElement } from './format-instant.ts'
import type { Html } from './html.ts'
import type { Language } from './language.ts'
import { markdownLink, markdownText } from './markdown/markdown-text.ts'
import { linkToNow, type View } from './view.ts'

interface EarlierWords {
  readonly earlier: string
  readonly knownNow: string
  readonly knownThen: string
  readonly knownAt: (instant: string) => string
  readonly showNow: string
}

const WORDS: Readonly<Record<Language, EarlierWords>> = {
  en: {
    earlier: 'This page does not show the present state, but that of',
    knownNow: 'As it is known today: with reports that were received later, too.',
    knownThen: 'As it was evaluated then: only with the reports received by then.',
    knownAt: (instant) => `Only with the reports received by ${instant}.`,
    showNow: 'Show the present state',
  },
  de: {
    earlier: 'Diese Seite zeigt nicht den jetzigen Stand, sondern den von',
    knownNow: 'So, wie er heute bekannt ist: auch mit Berichten, die später eingegangen sind.',
    knownThen: 'So, wie er damals bewertet wurde: nur mit den bis dahin eingegangenen Berichten.',
    knownAt: (instant) => `Nur mit den Berichten, die bis ${instant} eingegangen waren.`,
    showNow: 'Den jetzigen Stand zeigen',
  },
}

/** Says clearly that a page shows an earlier instant, with a link to now; nothing where it does not. */
export function earlierInstantNote(view: View): Html | '' {
  if (!view.earlier) return ''
  const words = WORDS[view.language]
  return html`<p class="note" role="note"><strong>${words.earlier} ${timeElement(view.at, view.language)}.</strong>
        ${knowledge(view, words)} <a href="${linkToNow(view)}">${words.showNow}</a></p>
      `
}

/** The same in Markdown. */
export function earlierInstantMarkdown(view: View): string {
  if (!view.earlier) return ''
  const words = WORDS[view.language]
  const sentence = `${words.earlier} ${formatInstant(view.at, view.language)}. ${knowledge(view, words)}`
  return `**${markdownText(sentence)}** ${markdownLink(words.showNow, linkToNow(view))}\n\n`
}

function knowledge({ earlier, language }: View, words: EarlierWords): string {
  const known = earlier?.known ?? 'now'
  if (known instanceof Date) return words.knownAt(formatInstant(known, language))
  return known === 'now' ? words.knownNow : words.knownThen
}
