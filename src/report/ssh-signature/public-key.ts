import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto'
import { CodedError } from '#vocabulary/coded-error.ts'
import { SshFormatError, SshReader } from './ssh-reader.ts'

/** The elliptic curves of RFC 5656 by their SSH name: name in JSON web keys, digest, bytes of one coordinate. */
export const CURVES: Readonly<
  Record<string, { readonly jwk: string; readonly digest: string; readonly size: number }>
> = {
  nistp256: { jwk: 'P-256', digest: 'sha256', size: 32 },
  nistp384: { jwk: 'P-384', digest: 'sha384', size: 48 },
  nistp521: { jwk: 'P-521', digest: 'sha512', size: 66 },
}

export const MIN_RSA_BITS = 2_048
const MAX_RSA_BITS = 16_384
const UNCOMPRESSED_POINT = 0x04

/** A public key as OpenSSH writes it, made ready for verification. */
export type SshPublicKey = {
  /** For example `ssh-ed25519`. */
  readonly keyType: string
  readonly key: KeyObject
} & (
  | { readonly kind: 'ed25519' }
  | { readonly kind: 'ecdsa'; readonly digest: string; readonly size: number }
  | { readonly kind: 'rsa'; readonly modulusLength: number }
  | { readonly kind: 'sk-ed25519'; readonly application: string }
  | { readonly kind: 'sk-ecdsa'; readonly application: string; readonly digest: string; readonly size: number }
)

/**
 * Reads the binary form of a public key (RFC 4253, section 6.6; RFC 5656; RFC 8709; PROTOCOL.u2f of OpenSSH). Throws
 * `SshFormatError`, and `REPORT_SIGNATURE_ALGORITHM_REFUSED` for kinds of keys that are too weak or not supported.
 */
export function parsePublicKey(blob: Uint8Array): SshPublicKey {
  const reader = new SshReader(blob)
  const keyType = reader.text()
  const key = readKey(keyType, reader)
  reader.end()
  return key
}

function readKey(keyType: string, reader: SshReader): SshPublicKey {
  switch (keyType) {
    case 'ssh-ed25519':
      return { keyType, kind: 'ed25519', key: readEd25519(reader) }
    case 'sk-ssh-ed25519@openssh.com':
      return { keyType, kind: 'sk-ed25519', key: readEd25519(reader), application: reader.text() }
    case 'ecdsa-sha2-nistp256':
    case 'ecdsa-sha2-nistp384':
    case 'ecdsa-sha2-nistp521':
      return { keyType, kind: 'ecdsa', ...readEcdsa(reader, keyType.slice('ecdsa-sha2-'.length)) }
    case 'sk-ecdsa-sha2-nistp256@openssh.com':
      return { keyType, kind: 'sk-ecdsa', ...readEcdsa(reader, 'nistp256'), application: reader.text() }
    case 'ssh-rsa':
      return { keyType, kind: 'rsa', ...readRsa(reader) }
    default:
      throw refusal(`keys of type ${JSON.stringify(keyType.slice(0, 64))} are not accepted`)
  }
}

function readEd25519(reader: SshReader): KeyObject {
  const point = reader.string()
  if (point.length !== 32) throw new SshFormatError('an ed25519 key has not 32 bytes')
  return importKey({ kty: 'OKP', crv: 'Ed25519', x: point.toString('base64url') })
}

function readEcdsa(reader: SshReader, curveName: string): { key: KeyObject; digest: string; size: number } {
  const curve = CURVES[curveName]
  if (curve === undefined || reader.text() !== curveName) throw new SshFormatError('curve and type of the key differ')
  const { digest, size } = curve
  const point = reader.string()
  if (point[0] !== UNCOMPRESSED_POINT || point.length !== 1 + 2 * size) {
    throw new SshFormatError('the point of the key is not in the uncompressed form of its curve')
  }
  const x = point.subarray(1, 1 + size).toString('base64url')
  const y = point.subarray(1 + size).toString('base64url')
  return { key: importKey({ kty: 'EC', crv: curve.jwk, x, y }), digest, size }
}

function readRsa(reader: SshReader): { key: KeyObject; modulusLength: number } {
  const exponent = reader.positiveInteger()
  const modulus = reader.positiveInteger()
  const bits = bitLength(modulus)
  if (bits < MIN_RSA_BITS) throw refusal(`RSA keys need at least ${MIN_RSA_BITS} bits; this one has ${bits}`)
  if (bits > MAX_RSA_BITS) throw refusal(`RSA keys may have at most ${MAX_RSA_BITS} bits`)
  if (exponent.length > 4 || ((exponent.at(-1) ?? 0) & 1) === 0) throw refusal('the exponent of the RSA key is unusual')
  const key = importKey({ kty: 'RSA', e: exponent.toString('base64url'), n: modulus.toString('base64url') })
  return { key, modulusLength: modulus.length }
}

function bitLength(bigEndian: Buffer): number {
  return bigEndian.length * 8 - Math.clz32(bigEndian[0] ?? 0) + 24
}

function importKey(key: JsonWebKey): KeyObject {
  try {
    return createPublicKey({ key, format: 'jwk' })
  } catch (cause) {
    throw new SshFormatError('the numbers of the public key are not valid', { cause })
  }
}

function refusal(message: string): CodedError {
  return new CodedError('REPORT_SIGNATURE_ALGORITHM_REFUSED', message)
}
