import { html } from 'hono/html'
import type { State } from '#evaluation/worst-member.ts'
import type { Standing } from '#vocabulary/verdict.ts'
import type { Html } from './html.ts'
import type { Words } from './words.ts'

/** A different shape for each, so that nobody needs to see colours. */
export const SYMBOLS: Readonly<Record<Standing, string>> = { PASS: '✔', FAIL: '✘', ABORT: '◐', MISS: '○' }

const STANDINGS: Readonly<Record<State, Standing>> = {
  pass: 'PASS',
  fail: 'FAIL',
  missing: 'MISS',
  'no data': 'MISS',
  inconclusive: 'ABORT',
}

/** A standing as symbol and word. */
export function standingMark(standing: Standing, words: Words): Html {
  return mark(standing, words.standings[standing])
}

/** A standing as symbol and word without HTML. */
export function standingText(standing: Standing, words: Words): string {
  return `${SYMBOLS[standing]} ${words.standings[standing]}`
}

export function stateText(state: State, words: Words): string {
  return `${SYMBOLS[STANDINGS[state]]} ${words.states[state]}`
}

/** How a subject or group looks from afar, as symbol and word. */
export function stateMark(state: State, words: Words): Html {
  return mark(STANDINGS[state], words.states[state])
}

function mark(standing: Standing, word: string): Html {
  return html`<span class="mark ${standing.toLowerCase()}"><span aria-hidden="true">${SYMBOLS[standing]}</span> ${word}</span>`
}
