import { existsSync } from 'node:fs'
import { MAX_REPORT_BYTES } from '#report/report-limits.ts'
import { embeddedKey, verifySignature } from '#report/ssh-signature/verify-signature.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import { readInputFile } from './input-file.ts'
import { REPORT_NAMESPACE } from './sign-report.ts'

const MAX_SIGNATURE_BYTES = 65_536

/** Reads a report and the signature beside it (`FILE.sig`, or another file). Throws `REPORT_SIGNATURE_MISSING`, `SUITE_FILE_UNREADABLE`. */
export function readSignedFile(file: string, signatureFile = `${file}.sig`): { bytes: Uint8Array; armoured: string } {
  const bytes = readInputFile(file, MAX_REPORT_BYTES)
  if (!existsSync(signatureFile)) {
    throw new CodedError('REPORT_SIGNATURE_MISSING', 'there is no signature for the report', { place: signatureFile })
  }
  const armoured = Buffer.from(readInputFile(signatureFile, MAX_SIGNATURE_BYTES)).toString('latin1')
  return { bytes, armoured }
}

/**
 * Refuses a signature that was made for an earlier content of the report, whoever made it: `REPORT_SIGNATURE_STALE`. Other faults
 * of the signature are thrown as by `verifySignature`.
 */
export function assertFreshSignature(bytes: Uint8Array, armoured: string, at: Date): void {
  try {
    const allowedKeys = [embeddedKey(armoured)]
    verifySignature({ bytes, armoured, namespace: REPORT_NAMESPACE, allowedKeys, at })
  } catch (error) {
    if (!(error instanceof CodedError) || error.code !== 'REPORT_SIGNATURE_WRONG') throw error
    throw new CodedError('REPORT_SIGNATURE_STALE', 'the report was changed after it was signed')
  }
}
