import { createPrivateKey, createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto'
import { CodedError } from '#vocabulary/coded-error.ts'
import { parseOpenSshPrivateKey } from './openssh-private-key.ts'
import { CURVES, MIN_RSA_BITS } from './public-key.ts'
import { SshFormatError } from './ssh-reader.ts'
import { sshPositiveInteger, sshString } from './ssh-writer.ts'

/** A private key that can sign, with its public key in the binary form of SSH. */
export interface SigningKey {
  /** For example `ssh-ed25519`. */
  readonly keyType: string
  readonly publicKey: Buffer
  readonly privateKey: KeyObject
}

/**
 * Reads a private key without passphrase: the format of OpenSSH, PKCS#8, or the older PEM formats. Throws
 * `REPORT_KEY_ENCRYPTED`, `REPORT_KEY_UNSUPPORTED` (security keys, weak keys) or `REPORT_KEY_MALFORMED`; the caller hands the
 * first two to ssh-keygen. No message holds anything of the key.
 */
export function parsePrivateKey(text: string): SigningKey {
  try {
    const privateKey = text.includes('-----BEGIN OPENSSH PRIVATE KEY-----')
      ? parseOpenSshPrivateKey(text)
      : readPem(text)
    return { privateKey, ...encodePublicKey(createPublicKey(privateKey)) }
  } catch (error) {
    if (error instanceof SshFormatError) {
      throw new CodedError('REPORT_KEY_MALFORMED', `the private key cannot be read: ${error.message}`)
    }
    throw error
  }
}

function readPem(text: string): KeyObject {
  if (text.includes('-----BEGIN ENCRYPTED PRIVATE KEY-----') || text.includes('Proc-Type: 4,ENCRYPTED')) {
    throw new CodedError('REPORT_KEY_ENCRYPTED', 'the private key has a passphrase')
  }
  try {
    return createPrivateKey(text)
  } catch {
    throw new SshFormatError('it is neither an OpenSSH nor a PEM private key')
  }
}

function encodePublicKey(key: KeyObject): { keyType: string; publicKey: Buffer } {
  if (key.asymmetricKeyType === 'ed25519') {
    const keyType = 'ssh-ed25519'
    const point = decode(key.export({ format: 'jwk' }).x)
    return { keyType, publicKey: Buffer.concat([sshString(keyType), sshString(point)]) }
  }
  if (key.asymmetricKeyType === 'ec') return encodeEcdsa(key)
  if (key.asymmetricKeyType === 'rsa') return encodeRsa(key)
  throw new CodedError('REPORT_KEY_UNSUPPORTED', `keys of type ${key.asymmetricKeyType} cannot sign reports`)
}

function encodeEcdsa(key: KeyObject): { keyType: string; publicKey: Buffer } {
  const jwk: JsonWebKey = hasKnownCurve(key) ? key.export({ format: 'jwk' }) : {}
  const [curve] = Object.entries(CURVES).find(([, { jwk: name }]) => name === jwk.crv) ?? []
  if (curve === undefined) throw new CodedError('REPORT_KEY_UNSUPPORTED', 'the curve of the key is not one of SSH')
  const keyType = `ecdsa-sha2-${curve}`
  const point = Buffer.concat([Buffer.from([4]), decode(jwk.x), decode(jwk.y)])
  return { keyType, publicKey: Buffer.concat([sshString(keyType), sshString(curve), sshString(point)]) }
}

function hasKnownCurve(key: KeyObject): boolean {
  return ['prime256v1', 'secp384r1', 'secp521r1'].includes(key.asymmetricKeyDetails?.namedCurve ?? '')
}

function encodeRsa(key: KeyObject): { keyType: string; publicKey: Buffer } {
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0
  if (bits < MIN_RSA_BITS) {
    throw new CodedError('REPORT_KEY_UNSUPPORTED', `RSA keys need at least ${MIN_RSA_BITS} bits; this one has ${bits}`)
  }
  const jwk = key.export({ format: 'jwk' })
  const keyType = 'ssh-rsa'
  const numbers = [sshPositiveInteger(decode(jwk.e)), sshPositiveInteger(decode(jwk.n))]
  return { keyType, publicKey: Buffer.concat([sshString(keyType), ...numbers]) }
}

function decode(base64url: string | undefined): Buffer {
  return Buffer.from(base64url ?? '', 'base64url')
}
