import { CodedError } from '#vocabulary/coded-error.ts'
import type { TreeHead } from './verify-proofs.ts'

/** What a log commits to: its identity, and the size and root of its tree. */
export interface Checkpoint extends TreeHead {
  readonly origin: string
}

/** The text that is signed (C2SP tlog-checkpoint). */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${root.toString('base64')}\n`
}

/** Reads the text of a note as a checkpoint; extension lines are ignored. Throws CodedError LOG_CHECKPOINT_INVALID. */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin = '', size = '', root = '', ...rest] = text.split('\n')
  const hash = Buffer.from(root, 'base64')
  const isWhole = rest.at(-1) === '' && rest.indexOf('') === rest.length - 1
  if (!isWhole || origin === '' || !isCount(size) || hash.length !== 32 || hash.toString('base64') !== root) {
    throw new CodedError('LOG_CHECKPOINT_INVALID', 'the checkpoint has not origin, size and root on three lines')
  }
  return { origin, size: Number(size), root: hash }
}

/** A decimal number without leading zeroes that can be counted with. */
export function isCount(text: string): boolean {
  return /^(?:0|[1-9]\d{0,15})$/.test(text) && Number(text) <= Number.MAX_SAFE_INTEGER
}
