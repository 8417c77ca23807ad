import { createHash } from 'node:crypto'
import type { Scope } from './scope.ts'

/**
 * Names the content of a scope: SHA-256, in lower-case hexadecimal, of its canonical JSON (keys sorted by code unit, no
 * blanks). Comments, the order of keys and the order of the timeline do not change it.
 */
export function scopeDigest(scope: Scope): string {
  const timeline = scope.timeline.toSorted((a, b) => (a.date < b.date ? -1 : 1))
  return createHash('sha256')
    .update(canonicalJson({ ...scope, timeline }))
    .digest('hex')
}

function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value)
    .filter(([, entry]) => entry !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, entry]) => `${JSON.stringify(key)}:${canonicalJson(entry)}`)
  return `{${entries.join(',')}}`
}
