import { html } from 'hono/html'
import type { Html } from './html.ts'

/** A heading one level below the one above it, whatever that is. */
export type HeadingLevel = 2 | 3 | 4

export function heading(level: HeadingLevel, content: Html | string, id?: string): Html {
  const attribute = id === undefined ? '' : html` id="${id}"`
  if (level === 2) return html`<h2${attribute}>${content}</h2>`
  if (level === 3) return html`<h3${attribute}>${content}</h3>`
  return html`<h4${attribute}>${content}</h4>`
}
