import type { Badge } from './badge.ts'
import { BADGE_COLOURS } from './badge-svg.ts'

/** What shields.io and programs like it draw a badge from (its "endpoint badge", schema version 1). */
export function shieldsDocument({ state, label, message }: Badge, cacheSeconds: number) {
  return {
    schemaVersion: 1,
    label,
    message,
    color: BADGE_COLOURS[state].slice(1),
    ...(state === 'unknown' && { isError: true }),
    cacheSeconds,
  }
}
