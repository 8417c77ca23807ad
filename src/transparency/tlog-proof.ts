import { isCount } from './checkpoint.ts'
import type { Hash } from './merkle.ts'

/** That an entry is in a log, as a text that can be verified offline (C2SP tlog-proof). */
export interface TlogProof {
  readonly index: number
  readonly hashes: readonly Hash[]
  /** The signed checkpoint as it is. */
  readonly checkpoint: string
}

const HEAD = 'c2sp.org/tlog-proof@v1'

export function formatTlogProof({ index, hashes, checkpoint }: TlogProof): string {
  const lines = hashes.map((hash) => `${hash.toString('base64')}\n`)
  return `${HEAD}\nindex ${index}\n${lines.join('')}\n${checkpoint}`
}

/** Undefined for what is no such proof. */
export function parseTlogProof(text: string): TlogProof | undefined {
  const end = text.indexOf('\n\n')
  const [head, ...lines] = text.slice(0, Math.max(0, end)).split('\n')
  if (lines[0]?.startsWith('extra ')) lines.shift()
  const [indexLine = '', ...proof] = lines
  const index = indexLine.slice('index '.length)
  const hashes = proof.map((line) => Buffer.from(line, 'base64'))
  const isRight =
    head === HEAD &&
    indexLine.startsWith('index ') &&
    isCount(index) &&
    hashes.length <= 63 &&
    hashes.every((hash, at) => hash.length === 32 && hash.toString('base64') === proof[at])
  return isRight ? { index: Number(index), hashes, checkpoint: text.slice(end + 2) } : undefined
}
