import { html } from 'hono/html'
import {
  type DefaultTreeAdapterTypes,
  defaultTreeAdapter,
  html as names,
  parse,
  parseFragment,
  serialize,
} from 'parse5'
import { type HtmlElement, htmlElements, replaceAddresses } from '../embedding/html-elements.ts'
import { formatInstant } from '../format-instant.ts'
import type { Language } from '../language.ts'
import { COPY_WORDS } from './copy-words.ts'

interface StaticPageQuestion {
  readonly language: Language
  /** When the copy was made. */
  readonly at: Date
  /** The whole address of the live page. */
  readonly live: string
  /** What an address on the page becomes in the copy. */
  readonly resolve: (address: string) => string
}

/** All addresses that a page names. */
export function addressesOf(page: string): string[] {
  const addresses: string[] = []
  for (const element of htmlElements(parse(page))) {
    replaceAddresses(element, (address) => {
      addresses.push(address)
      return address
    })
  }
  return addresses
}

/**
 * A page as it stands in a copy of the site: with a notice and a link to the live page, with addresses of the copy, and
 * without scripts, which would look for the live site.
 */
export function staticPage(page: string, { language, at, live, resolve }: StaticPageQuestion): string {
  const document = parse(page)
  const elements = [...htmlElements(document)]
  for (const element of elements) {
    if (isOnlyForLivePage(element))
      defaultTreeAdapter.detachNode(isItem(element.parentNode) ? element.parentNode : element)
    else replaceAddresses(element, resolve)
  }
  const words = COPY_WORDS[language]
  const notice = html`<p class="note" role="note">${words.notice(formatInstant(at, language))} <a href="${live}">${words.live}</a></p>`
  const place = elements.find(({ tagName }) => tagName === 'main') ?? elements.find(({ tagName }) => tagName === 'body')
  if (place) prepend(place, String(notice))
  const head = elements.find(({ tagName }) => tagName === 'head')
  if (head) {
    const canonical = [
      { name: 'rel', value: 'canonical' },
      { name: 'href', value: live },
    ]
    defaultTreeAdapter.appendChild(head, defaultTreeAdapter.createElement('link', names.NS.HTML, canonical))
  }
  return `${serialize(document)}\n`
}

/** A style sheet with the addresses of the copy. */
export function staticStyle(style: string, resolve: (address: string) => string): string {
  return style.replaceAll(/url\(\s*(["']?)([^"')]*)\1\s*\)/g, (whole, _, address: string) => {
    const resolved = resolve(address.trim())
    return resolved === address ? whole : `url("${resolved}")`
  })
}

/** Scripts, hints where to load from, and the choice of colours, which the monitor remembers in its addresses. */
function isOnlyForLivePage({ tagName, attrs }: HtmlElement): boolean {
  const attribute = (wanted: string) => attrs.find(({ name }) => name === wanted)?.value ?? ''
  if (tagName === 'link') return /^(?:preload|modulepreload|canonical|prefetch)$/.test(attribute('rel'))
  return tagName === 'script' || (tagName === 'a' && /[?&]theme=/.test(attribute('href')))
}

function isItem(node: DefaultTreeAdapterTypes.ParentNode | null): node is HtmlElement {
  return node !== null && 'tagName' in node && node.tagName === 'li'
}

function prepend(place: HtmlElement, text: string): void {
  const [first] = place.childNodes
  const nodes: DefaultTreeAdapterTypes.ChildNode[] = [...parseFragment(text).childNodes]
  for (const node of nodes) {
    defaultTreeAdapter.detachNode(node)
    if (first) defaultTreeAdapter.insertBefore(place, node, first)
    else defaultTreeAdapter.appendChild(place, node)
  }
}
