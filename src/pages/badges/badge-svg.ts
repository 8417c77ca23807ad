import { html } from 'hono/html'
import type { Language } from '../language.ts'
import type { Badge } from './badge.ts'
import type { BadgeState } from './badge-state.ts'
import { textWidth } from './glyph-widths.ts'

/** Dark enough for white writing at 4.5 to 1 (WCAG 2.2, 1.4.3). */
export const BADGE_COLOURS: Readonly<Record<BadgeState, string>> = {
  pass: '#0f6130',
  'pass, renewal due': '#7a4a00',
  inconclusive: '#7a4a00',
  missing: '#4d5963',
  'no data': '#4d5963',
  'no longer in force': '#a3141c',
  fail: '#a3141c',
  unknown: '#4d5963',
}
const LABEL_COLOUR = '#1b2f45'
/** Sets the badge off from light and dark grounds alike. */
const EDGE_COLOUR = '#8a949e'

const HEIGHT = 24
const SIZE = 12
const PADDING = 8
const SYMBOL = 12
const GAP = 5

/** Strokes in a square of 12, a different shape for each state, so that nobody needs to see colours. */
const CHECK = 'M1.5 6.5 4.5 9.5 10.5 2.5'
const CROSS = 'M2 2 10 10 M10 2 2 10'
const CIRCLE = 'M6 1.5A4.5 4.5 0 1 1 6 10.5A4.5 4.5 0 1 1 6 1.5Z'
const HALF_CIRCLE = `${CIRCLE} M6 2V10 M4.5 2.5V9.5 M3 3.5V8.5`
const SHAPES: Readonly<Record<BadgeState, string>> = {
  pass: CHECK,
  'pass, renewal due': CHECK,
  inconclusive: HALF_CIRCLE,
  missing: CIRCLE,
  'no data': CIRCLE,
  'no longer in force': CROSS,
  fail: CROSS,
  unknown: CIRCLE,
}

/** A badge as SVG that stands alone: no style sheet, no script, no font and nothing else from anywhere. */
export function badgeSvg(badge: Badge, language: Language): string {
  const { state, label, message, title } = badge
  const left = Math.ceil(textWidth(label, SIZE)) + 2 * PADDING
  const messageWidth = Math.ceil(textWidth(message, SIZE))
  const right = PADDING + SYMBOL + GAP + messageWidth + PADDING
  const width = left + right
  const text = (x: number, length: number, content: string) =>
    html`<text x="${x}" y="16" textLength="${length}" lengthAdjust="spacingAndGlyphs">${content}</text>`
  return String(html`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${HEIGHT}" viewBox="0 0 ${width} ${HEIGHT}" role="img" xml:lang="${language}" aria-label="${title}">
<title>${title}</title>
<rect width="${width}" height="${HEIGHT}" rx="4" fill="${LABEL_COLOUR}"/>
<path d="M${left} 0H${width - 4}A4 4 0 0 1 ${width} 4V${HEIGHT - 4}A4 4 0 0 1 ${width - 4} ${HEIGHT}H${left}Z" fill="${BADGE_COLOURS[state]}"/>
<rect x=".5" y=".5" width="${width - 1}" height="${HEIGHT - 1}" rx="3.5" fill="none" stroke="${EDGE_COLOUR}"/>
<path transform="translate(${left + PADDING} 6)" d="${SHAPES[state]}" fill="none" stroke="#fff" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"/>
<g fill="#fff" font-family="Verdana,'DejaVu Sans',sans-serif" font-size="${SIZE}" aria-hidden="true">${text(PADDING, left - 2 * PADDING, label)}${text(left + PADDING + SYMBOL + GAP, messageWidth, message)}</g>
</svg>
`)
}
