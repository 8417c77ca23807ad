import { sign } from 'node:crypto'
import type { SigningKey } from './private-key.ts'
import { CURVES } from './public-key.ts'
import { formatSignature, signedData } from './signature.ts'
import { sshPositiveInteger, sshString } from './ssh-writer.ts'

const HASH_ALGORITHM = 'sha512'

/** Signs bytes for a namespace; the answer is what `ssh-keygen -Y sign -n namespace` would print (PROTOCOL.sshsig). */
export function signBytes(bytes: Uint8Array, namespace: string, key: SigningKey): string {
  const signature = signData(signedData(bytes, namespace, HASH_ALGORITHM), key)
  return formatSignature({ publicKey: key.publicKey, namespace, hashAlgorithm: HASH_ALGORITHM, signature })
}

function signData(data: Buffer, { keyType, privateKey }: SigningKey): Buffer {
  if (keyType === 'ssh-ed25519') return Buffer.concat([sshString(keyType), sshString(sign(null, data, privateKey))])
  if (keyType === 'ssh-rsa') {
    return Buffer.concat([sshString('rsa-sha2-512'), sshString(sign('sha512', data, privateKey))])
  }
  const curve = CURVES[keyType.slice('ecdsa-sha2-'.length)]
  if (curve === undefined) throw new TypeError(`no signing key has the type ${keyType}`)
  const pair = sign(curve.digest, data, { key: privateKey, dsaEncoding: 'ieee-p1363' })
  const numbers = [pair.subarray(0, curve.size), pair.subarray(curve.size)].map(sshPositiveInteger)
  return Buffer.concat([sshString(keyType), sshString(Buffer.concat(numbers))])
}
