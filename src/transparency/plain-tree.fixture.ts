import { createHash } from 'node:crypto'

/** The definitions of RFC 6962, section 2.1, as they stand there: slow, and sharing nothing with the code that is tested. */
export function plainRoot(entries: readonly Buffer[]): Buffer {
  if (entries.length === 0) return hash()
  const [only] = entries
  if (entries.length === 1 && only) return hash(Buffer.from([0]), only)
  const middle = plainSplit(entries.length)
  return hash(Buffer.from([1]), plainRoot(entries.slice(0, middle)), plainRoot(entries.slice(middle)))
}

/** PATH(m, D[n]) */
export function plainInclusion(index: number, entries: readonly Buffer[]): Buffer[] {
  if (entries.length === 1) return []
  const middle = plainSplit(entries.length)
  return index < middle
    ? [...plainInclusion(index, entries.slice(0, middle)), plainRoot(entries.slice(middle))]
    : [...plainInclusion(index - middle, entries.slice(middle)), plainRoot(entries.slice(0, middle))]
}

/** SUBPROOF(m, D[n], b) */
export function plainConsistency(earlier: number, entries: readonly Buffer[], isWhole = true): Buffer[] {
  if (earlier === entries.length) return isWhole ? [] : [plainRoot(entries)]
  const middle = plainSplit(entries.length)
  return earlier <= middle
    ? [...plainConsistency(earlier, entries.slice(0, middle), isWhole), plainRoot(entries.slice(middle))]
    : [...plainConsistency(earlier - middle, entries.slice(middle), false), plainRoot(entries.slice(0, middle))]
}

function plainSplit(count: number): number {
  return 2 ** Math.floor(Math.log2(count - 1))
}

function hash(...parts: readonly Buffer[]): Buffer {
  return createHash('sha256').update(Buffer.concat(parts)).digest()
}
