import { createHash, verify } from 'node:crypto'
import { CodedError } from '#vocabulary/coded-error.ts'
import { parsePublicKey, type SshPublicKey } from './public-key.ts'
import { parseSignature, type SshSignature, signedData } from './signature.ts'
import { SshFormatError, SshReader } from './ssh-reader.ts'

/** A public key that may sign. `validFrom` and `validUntil` are inclusive; absent means without limit. */
export interface AllowedKey {
  /** For example `ssh-ed25519`. */
  readonly keyType: string
  /** The binary public key in base64, as in the second column of a `.pub` file. */
  readonly keyBody: string
  readonly name?: string
  readonly validFrom?: Date
  readonly validUntil?: Date
}

interface Verification<Key extends AllowedKey> {
  readonly bytes: Uint8Array
  readonly armoured: string
  readonly namespace: string
  readonly allowedKeys: readonly Key[]
  /** The moment at which the key has to be valid. */
  readonly at: Date
}

/** Set in the flags of a security key's signature when somebody touched it (PROTOCOL.u2f). */
const USER_PRESENT = 0x01

/**
 * Verifies that exactly these bytes were signed for this namespace by one of the allowed keys, and says by which. Throws
 * coded errors `REPORT_SIGNATURE_…`: MISSING, MALFORMED, NAMESPACE_WRONG, ALGORITHM_REFUSED, KEY_UNKNOWN, WRONG, KEY_EXPIRED.
 */
export function verifySignature<Key extends AllowedKey>(question: Verification<Key>): { key: Key } {
  const { bytes, armoured, namespace, allowedKeys, at } = question
  if (armoured.trim() === '') throw new CodedError('REPORT_SIGNATURE_MISSING', 'the signature is missing')
  const signature = readOrRefuse(() => parseSignature(armoured))
  if (signature.namespace !== namespace) {
    const found = JSON.stringify(signature.namespace.slice(0, 64))
    const message = `the signature was made for namespace ${found}, needed is "${namespace}"`
    throw new CodedError('REPORT_SIGNATURE_NAMESPACE_WRONG', message)
  }
  const publicKey = readOrRefuse(() => parsePublicKey(signature.publicKey))
  const keyBody = signature.publicKey.toString('base64')
  const candidates = allowedKeys.filter((key) => key.keyBody === keyBody && key.keyType === publicKey.keyType)
  if (candidates.length === 0) {
    const message = `the report was signed with the key ${keyFingerprint(keyBody)}, which may not sign here`
    throw new CodedError('REPORT_SIGNATURE_KEY_UNKNOWN', message)
  }
  const data = signedData(bytes, namespace, signature.hashAlgorithm)
  if (!readOrRefuse(() => isSignatureOf(data, publicKey, signature))) {
    throw new CodedError('REPORT_SIGNATURE_WRONG', 'the signature does not belong to these bytes')
  }
  const key = candidates.find((candidate) => isValidAt(candidate, at))
  if (!key) {
    const message = `the key ${keyFingerprint(keyBody)} is not valid at ${at.toISOString()}`
    throw new CodedError('REPORT_SIGNATURE_KEY_EXPIRED', message)
  }
  return { key }
}

/**
 * The public key that stands inside a signature. Nothing is verified by that. Throws `REPORT_SIGNATURE_MALFORMED` or
 * `REPORT_SIGNATURE_ALGORITHM_REFUSED`.
 */
export function embeddedKey(armoured: string): AllowedKey {
  const { publicKey } = readOrRefuse(() => parseSignature(armoured))
  const { keyType } = readOrRefuse(() => parsePublicKey(publicKey))
  return { keyType, keyBody: publicKey.toString('base64') }
}

/** How OpenSSH names a key for people: `SHA256:` and the digest of its binary form in base64 without padding. */
export function keyFingerprint(keyBody: string): string {
  const digest = createHash('sha256').update(Buffer.from(keyBody, 'base64')).digest('base64')
  return `SHA256:${digest.replaceAll('=', '')}`
}

function readOrRefuse<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof SshFormatError) {
      throw new CodedError('REPORT_SIGNATURE_MALFORMED', `the signature cannot be read: ${error.message}`)
    }
    throw error
  }
}

function isValidAt({ validFrom, validUntil }: AllowedKey, at: Date): boolean {
  return (validFrom === undefined || validFrom <= at) && (validUntil === undefined || at <= validUntil)
}

function isSignatureOf(data: Buffer, publicKey: SshPublicKey, { signature }: SshSignature): boolean {
  const reader = new SshReader(signature)
  const algorithm = reader.text()
  const proper = reader.string()
  const tail = reader.rest()
  refuseOtherAlgorithm(algorithm, publicKey)
  if (publicKey.kind !== 'sk-ed25519' && publicKey.kind !== 'sk-ecdsa') {
    new SshReader(tail).end()
    return isRawSignatureOf(data, publicKey, algorithm, proper)
  }
  const tailReader = new SshReader(tail)
  const flags = tailReader.byte()
  tailReader.uint32()
  tailReader.end()
  if ((flags & USER_PRESENT) === 0) throw refusal('nobody touched the security key when it signed')
  const digests = [publicKey.application, data].map((part) => createHash('sha256').update(part).digest())
  const [application = Buffer.alloc(0), message = Buffer.alloc(0)] = digests
  return isRawSignatureOf(Buffer.concat([application, tail, message]), publicKey, algorithm, proper)
}

function refuseOtherAlgorithm(algorithm: string, { kind, keyType }: SshPublicKey): void {
  const accepted = kind === 'rsa' ? ['rsa-sha2-256', 'rsa-sha2-512'] : [keyType]
  if (accepted.includes(algorithm)) return
  if (algorithm === 'ssh-rsa') throw refusal('the signature uses SHA-1')
  throw refusal(`the algorithm ${JSON.stringify(algorithm.slice(0, 64))} does not belong to a key of type ${keyType}`)
}

function isRawSignatureOf(data: Buffer, publicKey: SshPublicKey, algorithm: string, proper: Buffer): boolean {
  switch (publicKey.kind) {
    case 'ed25519':
    case 'sk-ed25519':
      if (proper.length !== 64) throw new SshFormatError('an ed25519 signature has not 64 bytes')
      return verify(null, data, publicKey.key, proper)
    case 'rsa':
      if (proper.length !== publicKey.modulusLength) throw new SshFormatError('the RSA signature has the wrong length')
      return verify(algorithm === 'rsa-sha2-256' ? 'sha256' : 'sha512', data, publicKey.key, proper)
    case 'ecdsa':
    case 'sk-ecdsa': {
      const { digest, key, size } = publicKey
      return verify(digest, data, { key, dsaEncoding: 'ieee-p1363' }, readEcdsaPair(proper, size))
    }
  }
}

function readEcdsaPair(proper: Buffer, size: number): Buffer {
  const reader = new SshReader(proper)
  const numbers = [reader.positiveInteger(), reader.positiveInteger()]
  reader.end()
  return Buffer.concat(
    numbers.map((number) => {
      if (number.length > size) throw new SshFormatError('a number of the signature is too long')
      return Buffer.concat([Buffer.alloc(size - number.length), number])
    }),
  )
}

function refusal(message: string): CodedError {
  return new CodedError('REPORT_SIGNATURE_ALGORITHM_REFUSED', message)
}
