import { parseFragment, serialize } from 'parse5'
import { type HtmlElement, htmlElements, replaceAddresses } from './html-elements.ts'

export interface Embedding {
  /** Where the site is, without a slash at the end. */
  readonly base: string
  /** The level that the highest headings get, 1 to 6; absent: they stay as they are. */
  readonly heading?: number
  /**
   * What identifiers begin with, so that they do not clash with those of the page around, or of other fragments; absent: they
   * are as on the page, so that links to testcases hold.
   */
  readonly prefix?: string
}

/** Attributes that name one or several elements of the same page. */
const REFERENCES = new Set([
  'id',
  'for',
  'headers',
  'list',
  'form',
  'aria-labelledby',
  'aria-describedby',
  'aria-controls',
])
const LOWEST = 6

/**
 * Makes the content of a page fit for a page elsewhere: links lead to the site, headings continue those of the page around,
 * identifiers are its own where that is wanted.
 */
export function embeddableHtml(html: string, { base, heading, prefix = '' }: Embedding): string {
  const fragment = parseFragment(html)
  const elements = [...htmlElements(fragment)]
  const highest = Math.min(...elements.map(levelOf).filter((level) => level !== undefined))
  const shift = heading === undefined || !Number.isFinite(highest) ? 0 : heading - highest
  for (const element of elements) {
    replaceAddresses(element, (address) => {
      if (address.startsWith('#') && address.length > 1) return `#${encodeURIComponent(prefix)}${address.slice(1)}`
      return absoluteAddress(address, base)
    })
    for (const attribute of element.attrs) {
      if (REFERENCES.has(attribute.name)) {
        attribute.value = attribute.value.replaceAll(/[^\s]+/g, (id) => `${prefix}${id}`)
      }
    }
    const level = levelOf(element)
    if (level !== undefined) element.tagName = `h${Math.min(LOWEST, level + shift)}`
  }
  return serialize(fragment)
}

/** The address within the site as one that works everywhere; others stay as they are. */
export function absoluteAddress(address: string, base: string): string {
  return /^\/(?![/\\])/.test(address) ? `${base}${address}` : address
}

function levelOf({ tagName }: HtmlElement): number | undefined {
  const digit = /^h([1-6])$/.exec(tagName)?.[1]
  return digit === undefined ? undefined : Number(digit)
}
