import { CodedError } from '#vocabulary/coded-error.ts'
import { parseCheckpoint } from './checkpoint.ts'
import { leafHash } from './merkle.ts'
import { parseNote, signersOf } from './note.ts'
import { type NoteKey, SIGNATURE_TYPES } from './note-key.ts'
import { parseTlogProof } from './tlog-proof.ts'
import { isIncluded } from './verify-proofs.ts'

interface ProvedEntry {
  readonly index: number
  readonly entry: string
  readonly origin: string
  readonly size: number
}

/**
 * Verifies offline that the entry within a proof is in the log whose keys are given.
 *
 * @throws CodedError LOG_PROOF_WRONG, LOG_SIGNATURE_WRONG, LOG_CHECKPOINT_INVALID
 */
export function verifyTlogProof(text: string, keys: readonly NoteKey[]): ProvedEntry {
  const proof = parseTlogProof(text)
  if (!proof) throw new CodedError('LOG_PROOF_WRONG', 'this is no proof in the form of C2SP tlog-proof')
  const note = parseNote(proof.checkpoint)
  const isSigned = signersOf(note, keys).some(({ key }) => key.type === SIGNATURE_TYPES.log)
  if (!isSigned) throw new CodedError('LOG_SIGNATURE_WRONG', 'no trusted key has signed the checkpoint of the proof')
  const { origin, size, root } = parseCheckpoint(note.text)
  const { index, extra, hashes } = proof
  if (!isIncluded({ index, leaf: leafHash(extra), size, root, proof: hashes })) {
    throw new CodedError('LOG_PROOF_WRONG', `the proof does not lead from entry ${index} to the signed root`)
  }
  return { index, entry: extra.toString('latin1'), origin, size }
}
