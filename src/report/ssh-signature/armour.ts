import { SshFormatError } from './ssh-reader.ts'

const SIGNATURE_BEGIN = '-----BEGIN SSH SIGNATURE-----'
export const SIGNATURE_END = '-----END SSH SIGNATURE-----'

/** No signature of a supported key is longer than this (RSA with 16384 bits needs about 6 kB). */
export const MAX_ARMOURED_LENGTH = 16_384

const LINE_WIDTH = 70

/** Bytes of a signature as ssh-keygen prints them: base64 in lines of 70 characters between two marks. */
export function armour(signature: Uint8Array): string {
  const base64 = Buffer.from(signature).toString('base64')
  const lines = base64.match(new RegExp(`.{1,${LINE_WIDTH}}`, 'g')) ?? []
  return `${[SIGNATURE_BEGIN, ...lines, SIGNATURE_END].join('\n')}\n`
}

/** The bytes within the marks. Lines may end in CR LF; nothing may stand before, after or between. Throws `SshFormatError`. */
export function dearmour(armoured: string): Buffer {
  if (armoured.length > MAX_ARMOURED_LENGTH) throw new SshFormatError('the signature is too long')
  const lines = armoured.split(/\r?\n/)
  if (lines.at(-1) === '') lines.pop()
  if (lines[0] !== SIGNATURE_BEGIN) throw new SshFormatError(`the signature does not begin with ${SIGNATURE_BEGIN}`)
  if (lines.at(-1) !== SIGNATURE_END) throw new SshFormatError(`the signature does not end with ${SIGNATURE_END}`)
  return decodeBase64(lines.slice(1, -1).join(''))
}

/** Base64 in its one canonical form; anything else throws `SshFormatError`. */
export function decodeBase64(base64: string): Buffer {
  const bytes = Buffer.from(base64, 'base64')
  if (bytes.length === 0 || bytes.toString('base64') !== base64) throw new SshFormatError('this is no base64')
  return bytes
}
