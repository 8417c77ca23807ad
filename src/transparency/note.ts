import { sign, verify } from 'node:crypto'
import { CodedError } from '#vocabulary/coded-error.ts'
import { type NoteKey, type NoteSigner, SIGNATURE_TYPES } from './note-key.ts'

/** A signature line of a note, not yet verified. */
export interface NoteSignature {
  readonly name: string
  readonly keyId: Buffer
  readonly bytes: Buffer
}

/** A text with its signatures (C2SP signed-note). The text ends with a line feed. */
export interface Note {
  readonly text: string
  readonly signatures: readonly NoteSignature[]
}

/** A note may be so long, in characters, and have so many signatures. */
const MOST_CHARACTERS = 65_536
const MOST_SIGNATURES = 64

/** The line that signs a text: of a log. */
export function signNote(text: string, signer: NoteSigner): string {
  return signatureLine(signer, sign(null, Buffer.from(text, 'utf8'), signer.privateKey))
}

/** The line that a witness adds at a moment (C2SP tlog-cosignature, Ed25519). */
export function cosignNote(text: string, signer: NoteSigner, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1_000)
  const timestamp = Buffer.alloc(8)
  timestamp.writeBigUInt64BE(BigInt(seconds))
  const signature = sign(null, cosignedMessage(text, BigInt(seconds)), signer.privateKey)
  return signatureLine(signer, Buffer.concat([timestamp, signature]))
}

/** Text, empty line, signature lines. */
export function joinNote(text: string, signatureLines: readonly string[]): string {
  return `${text}\n${signatureLines.join('')}`
}

/** Throws CodedError LOG_CHECKPOINT_INVALID for what is no signed note. */
export function parseNote(note: string): Note {
  const end = note.lastIndexOf('\n\n')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are forbidden
  if (end < 0 || note.length > MOST_CHARACTERS || !note.endsWith('\n') || /[\u0000-\u0009\u000b-\u001f]/.test(note)) {
    throw invalid('it is no text followed by an empty line and signatures')
  }
  const lines = note.slice(end + 2).split('\n')
  lines.pop()
  if (lines.length === 0 || lines.length > MOST_SIGNATURES) throw invalid('it has no signature, or too many')
  return { text: note.slice(0, end + 1), signatures: lines.map(parseSignature) }
}

function parseSignature(line: string): NoteSignature {
  const { name, data } = /^— (?<name>[^\s+]+) (?<data>[A-Za-z0-9+/]+={0,2})$/u.exec(line)?.groups ?? {}
  const bytes = Buffer.from(data ?? '', 'base64')
  if (name === undefined || bytes.length < 5) throw invalid('one of its signature lines is malformed')
  return { name, keyId: bytes.subarray(0, 4), bytes: bytes.subarray(4) }
}

/** Who of the known keys signed a note, and when: the moment is absent in signatures of a log. */
export interface NoteSigned {
  readonly key: NoteKey
  readonly at?: Date
}

/**
 * The known keys that signed a note; signatures of others are ignored.
 *
 * @throws CodedError LOG_SIGNATURE_WRONG if a signature of a known key is wrong, as the specification wants it
 */
export function signersOf({ text, signatures }: Note, keys: readonly NoteKey[]): NoteSigned[] {
  return signatures.flatMap(({ name, keyId, bytes }) => {
    const key = keys.find((known) => known.name === name && known.id.equals(keyId))
    if (!key) return []
    const signed = checkSignature(text, key, bytes)
    if (!signed) throw new CodedError('LOG_SIGNATURE_WRONG', `the signature of ${name} is wrong`)
    return [signed]
  })
}

function checkSignature(text: string, key: NoteKey, bytes: Buffer): NoteSigned | undefined {
  if (key.type === SIGNATURE_TYPES.log) {
    return verify(null, Buffer.from(text, 'utf8'), key.publicKey, bytes) ? { key } : undefined
  }
  if (bytes.length !== 72) return undefined
  const seconds = bytes.readBigUInt64BE()
  if (seconds > 8_640_000_000_000n) return undefined
  const isRight = verify(null, cosignedMessage(text, seconds), key.publicKey, bytes.subarray(8))
  return isRight ? { key, at: new Date(Number(seconds) * 1_000) } : undefined
}

function cosignedMessage(text: string, seconds: bigint): Buffer {
  return Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`, 'utf8')
}

function signatureLine({ name, id }: NoteKey, signature: Uint8Array): string {
  return `— ${name} ${Buffer.concat([id, signature]).toString('base64')}\n`
}

function invalid(reason: string): CodedError {
  return new CodedError('LOG_CHECKPOINT_INVALID', `the checkpoint is no signed note: ${reason}`)
}
