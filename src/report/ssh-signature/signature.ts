import { createHash } from 'node:crypto'
import { armour, dearmour } from './armour.ts'
import { SshFormatError, SshReader } from './ssh-reader.ts'
import { sshString, sshUint32 } from './ssh-writer.ts'

const MAGIC = Buffer.from('SSHSIG', 'latin1')
const VERSION = 1

/** The parts of an SSH signature (PROTOCOL.sshsig of OpenSSH). */
export interface SshSignature {
  /** The public key in binary form. */
  readonly publicKey: Buffer
  /** What the signature is for, such as `report`. */
  readonly namespace: string
  /** The digest of the message: sha256 or sha512. */
  readonly hashAlgorithm: HashAlgorithm
  /** Algorithm and signature proper in binary form. */
  readonly signature: Buffer
}

export type HashAlgorithm = 'sha256' | 'sha512'

/** Reads an armoured signature. Throws `SshFormatError` for everything that is not exactly one signature of version 1. */
export function parseSignature(armoured: string): SshSignature {
  const reader = new SshReader(dearmour(armoured))
  if (!reader.bytes(MAGIC.length).equals(MAGIC)) throw new SshFormatError('this is no SSH signature')
  const version = reader.uint32()
  if (version !== VERSION) throw new SshFormatError(`the signature has version ${version}, only ${VERSION} is known`)
  const publicKey = reader.string()
  const namespace = reader.text()
  // The reserved field is not covered by the signature that OpenSSH makes, so it must not carry anything.
  if (reader.string().length > 0) throw new SshFormatError('the reserved field is not empty')
  const hashAlgorithm = reader.text()
  if (hashAlgorithm !== 'sha256' && hashAlgorithm !== 'sha512') {
    throw new SshFormatError('the message digest is neither sha256 nor sha512')
  }
  const signature = reader.string()
  reader.end()
  return { publicKey, namespace, hashAlgorithm, signature }
}

/** Writes a signature in the armoured form of `ssh-keygen -Y sign`. */
export function formatSignature({ publicKey, namespace, hashAlgorithm, signature }: SshSignature): string {
  return armour(
    Buffer.concat([
      MAGIC,
      sshUint32(VERSION),
      sshString(publicKey),
      sshString(namespace),
      sshString(''),
      sshString(hashAlgorithm),
      sshString(signature),
    ]),
  )
}

/** What is really signed: the digest of the message, bound to the namespace. */
export function signedData(bytes: Uint8Array, namespace: string, hashAlgorithm: HashAlgorithm): Buffer {
  const digest = createHash(hashAlgorithm).update(bytes).digest()
  return Buffer.concat([MAGIC, sshString(namespace), sshString(''), sshString(hashAlgorithm), sshString(digest)])
}
