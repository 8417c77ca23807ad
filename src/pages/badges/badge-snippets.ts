import { html } from 'hono/html'

interface SnippetQuestion {
  /** The whole address of the picture. */
  readonly image: string
  /** The whole address of the page that the badge leads to. */
  readonly page: string
  /** Subject or group as in addresses. */
  readonly key: string
  readonly scopeName: string
}

/** Text to copy into other documents, with the name of the format. */
export interface Snippet {
  readonly format: string
  readonly text: string
}

/** A badge that links to its page, in four formats (scs-0004-v1, regulation 6: it must link). */
export function badgeSnippets({ image, page, key, scopeName }: SnippetQuestion): Snippet[] {
  // Letters, digits and a few signs mean nothing in any of the formats.
  const alternative = `${scopeName}, ${key}`.replaceAll(/[^\p{L}\p{N} .,-]+/gu, ' ').trim()
  return [
    { format: 'HTML', text: String(html`<a href="${page}"><img src="${image}" alt="${alternative}" height="24"></a>`) },
    { format: 'Markdown', text: `[![${alternative}](${image})](${page})` },
    { format: 'reStructuredText', text: `.. image:: ${image}\n   :target: ${page}\n   :alt: ${alternative}` },
    { format: 'AsciiDoc', text: `image:${image}["${alternative}",link="${page}"]` },
  ]
}
