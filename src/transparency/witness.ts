import { type Checkpoint, isCount, parseCheckpoint } from './checkpoint.ts'
import type { Hash } from './merkle.ts'
import { cosignNote, parseNote, signersOf } from './note.ts'
import { type NoteKey, type NoteSigner, SIGNATURE_TYPES } from './note-key.ts'
import { isConsistent } from './verify-proofs.ts'

/** What a witness remembers of a log, besides its keys: the text of the last checkpoint that it cosigned. */
export interface WitnessedLog {
  readonly origin: string
  readonly keys: readonly NoteKey[]
  readonly last?: Checkpoint
}

/** The answer to `add-checkpoint`; with 200 the new state has to be kept before it is sent. */
export type WitnessAnswer =
  | { readonly status: 200; readonly body: string; readonly checkpoint: Checkpoint }
  | { readonly status: 400 | 403 | 404 | 409 | 422; readonly body: string }

interface WitnessOptions {
  readonly signer: NoteSigner
  readonly findLog: (origin: string) => WitnessedLog | undefined
  readonly at: Date
}

/** The body of an `add-checkpoint` request (C2SP tlog-witness): earlier size, consistency proof, signed checkpoint. */
export function formatAddCheckpoint(earlierSize: number, proof: readonly Hash[], checkpoint: string): string {
  return `old ${earlierSize}\n${proof.map((hash) => `${hash.toString('base64')}\n`).join('')}\n${checkpoint}`
}

/** Decides about an `add-checkpoint` request as C2SP tlog-witness says, and cosigns what is consistent. */
export function answerAddCheckpoint(request: string, { signer, findLog, at }: WitnessOptions): WitnessAnswer {
  const parsed = parseRequest(request)
  if (!parsed) return { status: 400, body: 'this is no add-checkpoint request\n' }
  const { earlierSize, proof, note, checkpoint } = parsed
  const log = findLog(checkpoint.origin)
  if (!log) return { status: 404, body: 'the origin is unknown\n' }
  const keys = log.keys.filter(({ type }) => type === SIGNATURE_TYPES.log)
  if (!isSigned(note, keys)) return { status: 403, body: 'no signature of a trusted key is right\n' }
  if (earlierSize > checkpoint.size)
    return { status: 400, body: 'the old size is larger than that of the checkpoint\n' }
  const lastSize = log.last?.size ?? 0
  if (earlierSize !== lastSize) return { status: 409, body: `${lastSize}\n` }
  if (log.last && lastSize === checkpoint.size && !log.last.root.equals(checkpoint.root)) {
    return { status: 409, body: `${lastSize}\n` }
  }
  const isRight = log.last ? isConsistent(log.last, checkpoint, proof) : proof.length === 0
  if (!isRight) return { status: 422, body: 'the consistency proof is wrong\n' }
  return { status: 200, body: cosignNote(note.text, signer, at), checkpoint }
}

function parseRequest(request: string) {
  const end = request.indexOf('\n\n')
  const [first = '', ...lines] = request.slice(0, Math.max(0, end)).split('\n')
  const size = first.slice('old '.length)
  const proof = lines.map((line) => Buffer.from(line, 'base64'))
  const isRight = proof.every((hash, index) => hash.length === 32 && hash.toString('base64') === lines[index])
  if (!first.startsWith('old ') || !isCount(size) || proof.length > 63 || !isRight) return undefined
  try {
    const note = parseNote(request.slice(end + 2))
    return { earlierSize: Number(size), proof, note, checkpoint: parseCheckpoint(note.text) }
  } catch {
    return undefined
  }
}

function isSigned(note: ReturnType<typeof parseNote>, keys: readonly NoteKey[]): boolean {
  try {
    return signersOf(note, keys).length > 0
  } catch {
    return false
  }
}
