import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { CodedError } from '#vocabulary/coded-error.ts'

/** The kinds of signatures of C2SP signed-note that are made here: of a log, and of a witness (tlog-cosignature). */
export const SIGNATURE_TYPES = { log: 0x01, witness: 0x04 } as const
export type SignatureType = (typeof SIGNATURE_TYPES)[keyof typeof SIGNATURE_TYPES]

/** A key that signs notes, with its name and id (C2SP signed-note). */
export interface NoteKey {
  readonly name: string
  readonly type: SignatureType
  readonly id: Buffer
  readonly publicKey: KeyObject
  /** What is given to those who verify: `<name>+<id>+<base64 of type and key>`. */
  readonly verifierKey: string
}

export interface NoteSigner extends NoteKey {
  readonly privateKey: KeyObject
}

const NAME = /^[^\s+\p{White_Space}\p{Cc}]{1,200}$/u
const PRIVATE_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex')
const PUBLIC_PREFIX = Buffer.from('302a300506032b6570032100', 'hex')
const SEED_BYTES = 32

/** Makes a signer from 32 random bytes. Throws CodedError LOG_KEY_INVALID for a name that no key may have. */
export function noteSigner(name: string, type: SignatureType, seed: Uint8Array): NoteSigner {
  if (!NAME.test(name)) {
    throw new CodedError('LOG_KEY_INVALID', 'the name of a log key is empty, too long, or has spaces or a plus')
  }
  const privateKey = createPrivateKey({ key: Buffer.concat([PRIVATE_PREFIX, seed]), format: 'der', type: 'pkcs8' })
  return { ...noteKey(name, type, createPublicKey(privateKey)), privateKey }
}

/** The private key as one line: `PRIVATE+KEY+<name>+<id>+<base64 of type and seed>`, as Go's package note has it. */
export function formatNoteSigner({ name, type, id, privateKey }: NoteSigner): string {
  const seed = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-SEED_BYTES)
  return `PRIVATE+KEY+${name}+${id.toString('hex')}+${Buffer.concat([Buffer.from([type]), seed]).toString('base64')}`
}

/** Reads what `formatNoteSigner` writes. Throws CodedError LOG_KEY_INVALID; the message never holds the key. */
export function parseNoteSigner(line: string, type: SignatureType): NoteSigner {
  const { name, id, data } = /^PRIVATE\+KEY\+(?<name>[^+]+)\+(?<id>[0-9a-f]{8})\+(?<data>.+)$/.exec(line)?.groups ?? {}
  const bytes = Buffer.from(data ?? '', 'base64')
  if (name === undefined || bytes.length !== SEED_BYTES + 1 || bytes[0] !== type) {
    throw new CodedError('LOG_KEY_INVALID', 'a line of the key file is no private key of this kind')
  }
  const signer = noteSigner(name, type, bytes.subarray(1))
  if (signer.id.toString('hex') === id) return signer
  throw new CodedError('LOG_KEY_INVALID', `a private key does not fit its id ${id}`)
}

/** Reads a verifier key. Throws CodedError LOG_KEY_INVALID. */
export function parseVerifierKey(text: string): NoteKey {
  const [name, id, ...rest] = text.split('+')
  const data = Buffer.from(rest.join('+'), 'base64')
  const type = Object.values(SIGNATURE_TYPES).find((known) => known === data[0])
  if (name === undefined || !NAME.test(name) || data.length !== SEED_BYTES + 1 || type === undefined) {
    throw new CodedError('LOG_KEY_INVALID', 'this is no verifier key <name>+<id>+<base64>', { place: text })
  }
  const spki = Buffer.concat([PUBLIC_PREFIX, data.subarray(1)])
  const key = noteKey(name, type, createPublicKey({ key: spki, format: 'der', type: 'spki' }))
  if (key.id.toString('hex') === id) return key
  throw new CodedError('LOG_KEY_INVALID', 'the id of the verifier key is not that of its name and key', { place: text })
}

function noteKey(name: string, type: SignatureType, publicKey: KeyObject): NoteKey {
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-SEED_BYTES)
  const data = Buffer.concat([Buffer.from([type]), raw])
  const id = createHash('sha256').update(`${name}\n`, 'utf8').update(data).digest().subarray(0, 4)
  return { name, type, id, publicKey, verifierKey: `${name}+${id.toString('hex')}+${data.toString('base64')}` }
}
