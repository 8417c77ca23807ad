import { createPrivateKey, createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto'
import { CodedError } from '#vocabulary/coded-error.ts'
import { decodeBase64 } from './armour.ts'
import { CURVES } from './public-key.ts'
import { SshFormatError, SshReader } from './ssh-reader.ts'

const PEM = /-----BEGIN OPENSSH PRIVATE KEY-----(?<base64>[A-Za-z0-9+/=\s]*)-----END OPENSSH PRIVATE KEY-----/
const MAGIC = Buffer.from('openssh-key-v1\0', 'latin1')

/**
 * Reads one unencrypted private key in the format of OpenSSH (PROTOCOL.key). Throws `SshFormatError`,
 * `REPORT_KEY_ENCRYPTED` or `REPORT_KEY_UNSUPPORTED`.
 */
export function parseOpenSshPrivateKey(text: string): KeyObject {
  const base64 = PEM.exec(text)?.groups?.base64
  if (base64 === undefined) throw new SshFormatError('the end of the key is missing')
  const reader = new SshReader(decodeBase64(base64.replaceAll(/\s/g, '')))
  if (!reader.bytes(MAGIC.length).equals(MAGIC)) throw new SshFormatError('the version of the key format is not known')
  const cipher = reader.text()
  reader.string()
  reader.string()
  if (reader.uint32() !== 1) throw new SshFormatError('the file does not hold exactly one key')
  reader.string()
  if (cipher !== 'none') throw new CodedError('REPORT_KEY_ENCRYPTED', 'the private key has a passphrase')
  const secret = new SshReader(reader.string())
  reader.end()
  const [check, sameCheck] = [secret.uint32(), secret.uint32()]
  if (check !== sameCheck) throw new SshFormatError('the key is damaged')
  const key = readKey(secret)
  secret.string()
  if (!isPadding(secret.rest())) throw new SshFormatError('the key is damaged')
  return key
}

function readKey(secret: SshReader): KeyObject {
  const keyType = secret.text()
  if (keyType === 'ssh-ed25519') return readEd25519(secret)
  if (keyType === 'ssh-rsa') return readRsa(secret)
  const curve = CURVES[/^ecdsa-sha2-(?<curve>nistp\d+)$/.exec(keyType)?.groups?.curve ?? '']
  if (curve) return readEcdsa(secret, curve)
  throw new CodedError('REPORT_KEY_UNSUPPORTED', `private keys of type ${keyType} cannot be used without ssh-keygen`)
}

function readEd25519(secret: SshReader): KeyObject {
  const point = secret.string()
  const seedAndPoint = secret.string()
  if (point.length !== 32 || seedAndPoint.length !== 64) throw new SshFormatError('the key has the wrong length')
  const [d, x] = [seedAndPoint.subarray(0, 32).toString('base64url'), point.toString('base64url')]
  const key = importKey({ kty: 'OKP', crv: 'Ed25519', d, x })
  if (createPublicKey(key).export({ format: 'jwk' }).x !== x) throw new SshFormatError('the halves of the key differ')
  return key
}

function readEcdsa(secret: SshReader, curve: (typeof CURVES)[string]): KeyObject {
  secret.string()
  const point = secret.string()
  const scalar = secret.positiveInteger()
  if (point.length !== 1 + 2 * curve.size || scalar.length > curve.size) {
    throw new SshFormatError('the key has the wrong length')
  }
  const d = Buffer.concat([Buffer.alloc(curve.size - scalar.length), scalar])
  const [x, y] = [point.subarray(1, 1 + curve.size), point.subarray(1 + curve.size)]
  return importKey({ kty: 'EC', crv: curve.jwk, d: encode(d), x: encode(x), y: encode(y) })
}

function readRsa(secret: SshReader): KeyObject {
  const n = secret.positiveInteger()
  const e = secret.positiveInteger()
  const d = secret.positiveInteger()
  const qi = secret.positiveInteger()
  const p = secret.positiveInteger()
  const q = secret.positiveInteger()
  const key = { n: encode(n), e: encode(e), d: encode(d), p: encode(p), q: encode(q), qi: encode(qi) }
  return importKey({ kty: 'RSA', ...key, dp: encode(reduced(d, p)), dq: encode(reduced(d, q)) })
}

/** The private exponent modulo a prime minus one, which OpenSSH does not store. */
function reduced(exponent: Buffer, prime: Buffer): Buffer {
  const modulus = toBigInt(prime) - 1n
  if (modulus <= 0n) throw new SshFormatError('the numbers of the key are not valid')
  const hex = (toBigInt(exponent) % modulus).toString(16)
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex')
}

function toBigInt(bytes: Buffer): bigint {
  return BigInt(`0x${bytes.toString('hex')}`)
}

function encode(bytes: Buffer): string {
  return bytes.toString('base64url')
}

function importKey(key: JsonWebKey): KeyObject {
  try {
    return createPrivateKey({ key, format: 'jwk' })
  } catch {
    throw new SshFormatError('the numbers of the key are not valid')
  }
}

/** 1, 2, 3 … up to the block size. */
function isPadding(bytes: Buffer): boolean {
  return bytes.length < 256 && bytes.every((byte, index) => byte === index + 1)
}
