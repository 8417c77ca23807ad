import { isCount } from './checkpoint.ts'
import type { Hash } from './merkle.ts'

/** That an entry is in a log, as a text that can be verified offline (C2SP tlog-proof). */
export interface TlogProof {
  /** The bytes of the entry, so that nothing else is needed. */
  readonly extra: Buffer
  readonly index: number
  readonly hashes: readonly Hash[]
  /** The signed checkpoint as it is. */
  readonly checkpoint: string
}

const HEAD = 'c2sp.org/tlog-proof@v1'

export function formatTlogProof({ extra, index, hashes, checkpoint }: TlogProof): string {
  const lines = hashes.map((hash) => `${hash.toString('base64')}\n`)
  return `${HEAD}\nextra ${extra.toString('base64')}\nindex ${index}\n${lines.join('')}\n${checkpoint}`
}

/** Undefined for what is no such proof. */
export function parseTlogProof(text: string): TlogProof | undefined {
  const end = text.indexOf('\n\n')
  const [head, ...lines] = text.slice(0, Math.max(0, end)).split('\n')
  const extra = lines[0]?.startsWith('extra ') ? lines.shift()?.slice('extra '.length) : ''
  const [indexLine = '', ...proof] = lines
  const index = indexLine.slice('index '.length)
  const hashes = proof.map((line) => Buffer.from(line, 'base64'))
  const isRight =
    head === HEAD &&
    indexLine.startsWith('index ') &&
    isCount(index) &&
    hashes.length <= 63 &&
    hashes.every((hash, at) => hash.length === 32 && hash.toString('base64') === proof[at])
  return isRight
    ? { extra: Buffer.from(extra ?? '', 'base64'), index: Number(index), hashes, checkpoint: text.slice(end + 2) }
    : undefined
}
