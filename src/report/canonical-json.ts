/**
 * JSON in its one canonical form (RFC 8785): keys sorted by UTF-16 code units, no spaces, numbers as ECMAScript writes them.
 * Properties that are undefined are left out. Throws `TypeError` for what JSON cannot say: NaN, infinity, halves of surrogate
 * pairs, functions.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('a number is infinite or no number')
    return JSON.stringify(value)
  }
  if (typeof value === 'string') return canonicalText(value)
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object') throw new TypeError(`JSON cannot say ${typeof value}`)
  const entries = Object.entries(value).filter(([, item]) => item !== undefined)
  entries.sort(([one], [other]) => (one < other ? -1 : 1))
  return `{${entries.map(([key, item]) => `${canonicalText(key)}:${canonicalJson(item)}`).join(',')}}`
}

function canonicalText(text: string): string {
  if (!text.isWellFormed()) throw new TypeError('a text holds half a surrogate pair')
  return JSON.stringify(text)
}
