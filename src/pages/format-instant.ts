import { html } from 'hono/html'
import type { Html } from './html.ts'

/** An instant for people, to the minute and with its zone: `2026-11-21 06:12 UTC`. */
export function formatInstant(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

export function timeElement(at: Date): Html {
  return html`<time datetime="${at.toISOString()}">${formatInstant(at)}</time>`
}
