import { CodedError } from '#vocabulary/coded-error.ts'
import { MAX_ARMOURED_LENGTH, SIGNATURE_END } from './armour.ts'

const SEPARATORS = [`${SIGNATURE_END}\n&`, `${SIGNATURE_END}\r\n&`]

/**
 * Splits the body of `POST /reports`: signature, `&`, report. The first `-----END SSH SIGNATURE-----`, line feed, `&` counts;
 * a signature with CR LF is accepted, too. The report is given as it came, byte by byte. Throws
 * `REPORT_SIGNATURE_MISSING` if there is no such separator.
 */
export function splitSignedBody(body: Uint8Array): { armoured: string; report: Uint8Array } {
  const start = Buffer.from(body.buffer, body.byteOffset, Math.min(body.byteLength, MAX_ARMOURED_LENGTH))
  const ends = SEPARATORS.map((separator) => ({ at: start.indexOf(separator, 0, 'latin1'), separator }))
  const [first] = ends.filter(({ at }) => at >= 0).sort((one, other) => one.at - other.at)
  if (!first)
    throw new CodedError('REPORT_SIGNATURE_MISSING', 'the body does not begin with a signature followed by "&"')
  const end = first.at + first.separator.length
  return { armoured: start.toString('latin1', 0, end - 1), report: body.subarray(end) }
}

/** The body of `POST /reports` for a signature and exactly the bytes that were signed. */
export function joinSignedBody(armoured: string, report: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`${armoured.replaceAll('\r\n', '\n').trimEnd()}\n&`, 'latin1'), report])
}
