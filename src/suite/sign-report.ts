import { existsSync } from 'node:fs'
import { MAX_REPORT_BYTES } from '#report/report-limits.ts'
import { parsePrivateKey } from '#report/ssh-signature/private-key.ts'
import { signBytes } from '#report/ssh-signature/sign-bytes.ts'
import { embeddedKey, keyFingerprint, verifySignature } from '#report/ssh-signature/verify-signature.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import { readInputFile } from './input-file.ts'
import { writeOutputFile } from './output-file.ts'
import { signWithSshKeygen } from './sign-with-ssh-keygen.ts'

/** What a signature of a report is for; it keeps a signature made for something else from counting as one. */
export const REPORT_NAMESPACE = 'report'

const MAX_KEY_BYTES = 65_536
const PUBLIC_KEY = /^(?:sk-)?(?:ssh|ecdsa)-\S+ (?<keyBody>[A-Za-z0-9+/=]+)/

interface SignRequest {
  readonly file: string
  /** A private key, or a public key whose private key is in the agent. */
  readonly keyFile: string
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly at: Date
  readonly signal?: AbortSignal
}

export interface SignedReport {
  readonly signatureFile: string
  readonly keyType: string
  /** As `ssh-keygen -l` prints it. */
  readonly fingerprint: string
  /** There was a signature file already; the new one took its place. */
  readonly isReplacement: boolean
}

/**
 * Signs the bytes of a report file and writes the signature beside it, as `FILE.sig`. Keys with a passphrase, in an agent or
 * in a security key are used through ssh-keygen, which asks for the passphrase itself. The signature is verified before
 * it is written. Throws coded errors `REPORT_KEY_…`, `REPORT_SIGNING_…`, `SUITE_FILE_…`.
 */
export async function signReport(request: SignRequest): Promise<SignedReport> {
  const { file, keyFile, at } = request
  const bytes = readInputFile(file, MAX_REPORT_BYTES)
  const armoured = await makeSignature(bytes, request)
  const key = embeddedKey(armoured)
  verifySignature({ bytes, armoured, namespace: REPORT_NAMESPACE, allowedKeys: [key], at })
  const wanted = PUBLIC_KEY.exec(readText(keyFile))?.groups?.keyBody
  if (wanted !== undefined && wanted !== key.keyBody) {
    throw new CodedError('REPORT_SIGNING_FAILED', 'another key signed than the one that was named', { place: keyFile })
  }
  const signatureFile = `${file}.sig`
  const isReplacement = existsSync(signatureFile)
  await writeOutputFile(signatureFile, armoured)
  return { signatureFile, keyType: key.keyType, fingerprint: keyFingerprint(key.keyBody), isReplacement }
}

async function makeSignature(bytes: Uint8Array, { keyFile, environment, signal }: SignRequest): Promise<string> {
  const text = readText(keyFile)
  const delegate = () => signWithSshKeygen({ bytes, keyFile, namespace: REPORT_NAMESPACE, environment, signal })
  if (PUBLIC_KEY.test(text)) return delegate()
  try {
    return signBytes(bytes, REPORT_NAMESPACE, parsePrivateKey(text))
  } catch (error) {
    if (!(error instanceof CodedError)) throw error
    if (error.code === 'REPORT_KEY_ENCRYPTED' || error.code === 'REPORT_KEY_UNSUPPORTED') return delegate()
    throw new CodedError(error.code, error.message, { place: keyFile })
  }
}

function readText(keyFile: string): string {
  return Buffer.from(readInputFile(keyFile, MAX_KEY_BYTES)).toString('latin1')
}
