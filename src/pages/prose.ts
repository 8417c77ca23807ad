import { html } from 'hono/html'
import type { Html } from './html.ts'

/** A sentence of the catalogue, in which backticks enclose what is typed. */
export function prose(text: string): Html {
  const parts = text.split('`')
  // An odd number of backticks leaves the last one without its partner: then it is only a character.
  const isBalanced = parts.length % 2 === 1
  if (!isBalanced) return html`${text}`
  return html`${parts.map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : html`${part}`))}`
}
