import { html } from 'hono/html'
import type { Scope } from '#scopes/scope.ts'
import { badgeSnippets, type Snippet } from './badges/badge-snippets.ts'
import type { Html } from './html.ts'
import type { Page } from './layout.ts'
import { detailPath, type View } from './view.ts'
import { EMBED_WORDS } from './words-embed.ts'

export interface EmbedPageData {
  /** Subject or group as in addresses. */
  readonly key: string
  readonly name: string
  readonly scope: Pick<Scope, 'name' | 'slug'>
  /** Where the site is, without a slash at the end. */
  readonly base: string
}

/** How to show the state of a subject elsewhere, ready to copy. */
export function embedPage({ language }: View, { key, name, scope, base }: EmbedPageData): Page {
  const words = EMBED_WORDS[language]
  const own = `${encodeURIComponent(key)}/${encodeURIComponent(scope.slug)}`
  const at = (path: string) => `${base}${path}?lang=${language}`
  const link = (title: string, path: string) => html`<a href="${path}?lang=${language}">${title}</a>`
  const page = `${base}${detailPath(key, scope.slug)}`
  const snippets = badgeSnippets({ image: at(`/badge/${own}.svg`), page, key, scopeName: scope.name })
  const content = html`<p class="lead">${words.introduction}</p>
      <h2>${words.badge}</h2>
      <p><a href="${detailPath(key, scope.slug)}?lang=${language}"><img src="/badge/${own}.svg?lang=${language}" alt="${scope.name}, ${name}" height="24"></a></p>
      <p>${words.snippetIntroduction}</p>
      ${snippets.map((snippet) => snippetBlock(words, snippet))}
      <h2>${words.qrCode}</h2>
      <p>${words.qrIntroduction}</p>
      <p><img src="/qr/${own}.svg" alt="${words.qrAlternative}" width="148" height="148"></p>
      <ul>
        <li>${link('SVG', `/qr/${own}.svg`)}</li>
        <li>${link('PNG', `/qr/${own}.png`)}</li>
      </ul>
      <h2>${words.subscribe}</h2>
      <ul>
        <li>${words.changes}: ${link('Atom', `/feed/subject/${encodeURIComponent(key)}.atom`)}, ${link('JSON Feed', `/feed/subject/${encodeURIComponent(key)}.json`)}</li>
        <li>${words.dates}: ${link('iCalendar', `/calendar/subject/${encodeURIComponent(key)}.ics`)}</li>
      </ul>
      <h2>${words.include}</h2>
      <ul>
        <li>${link(words.fragment, `/fragment/detail/${own}`)}</li>
        <li>${link(words.markdown, `/markdown/detail/${own}`)}</li>
        <li>${words.badge}: ${link('SVG', `/badge/${own}.svg`)}, ${link('PNG', `/badge/${own}.png`)}</li>
        <li>${link(words.forPrograms, `/badge/${own}.json`)}</li>
      </ul>`
  return { title: words.title(name, scope.name), content, hasLegend: false }
}

function snippetBlock(words: (typeof EMBED_WORDS)['en'], { format, text }: Snippet): Html {
  return html`<h3>${words.snippetOf(format)}</h3>
      <div class="snippet" data-copy="${words.copy}" data-copied="${words.copied}"><pre tabindex="0"><code>${text}</code></pre></div>
      `
}
