import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CodedError } from '#vocabulary/coded-error.ts'

interface SshKeygenRequest {
  readonly bytes: Uint8Array
  /** A private key of any kind, or a public key whose private key is in the agent. */
  readonly keyFile: string
  readonly namespace: string
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly signal?: AbortSignal | undefined
}

/** Variables that are no business of ssh-keygen or of the program that asks for the passphrase. */
const PRIVATE_VARIABLES = /^(?:SIEGEL_|OS_|AWS_|S3_)/
const MAX_MESSAGE = 500

/**
 * Signs bytes with `ssh-keygen -Y sign`, for keys that only ssh-keygen can use: with a passphrase, in an agent, in a security key.
 * The passphrase is asked for on the terminal or by SSH_ASKPASS; this program never sees it. A private copy of the
 * bytes is signed, so that no older signature can be taken for the new one. Throws `REPORT_SIGNING_TOOL_MISSING` or
 * `REPORT_SIGNING_FAILED`.
 */
export async function signWithSshKeygen(request: SshKeygenRequest): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'siegel-sign-'))
  try {
    const copy = join(folder, 'report')
    await writeFile(copy, request.bytes, { mode: 0o600 })
    await runSshKeygen(copy, request)
    return await readFile(`${copy}.sig`, 'latin1')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function runSshKeygen(
  file: string,
  { keyFile, namespace, environment, signal }: SshKeygenRequest,
): Promise<void> {
  const commandArguments = ['-q', '-Y', 'sign', '-n', namespace, '-f', keyFile, file]
  const env = Object.fromEntries(Object.entries(environment).filter(([name]) => !PRIVATE_VARIABLES.test(name)))
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  // Standard input stays the user's: with a pipe there, ssh-keygen does not ask on the terminal.
  const child = spawn('ssh-keygen', commandArguments, { stdio: ['inherit', 'ignore', 'pipe'], env, signal })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = `${said}${text}`.slice(-MAX_MESSAGE)
  })
  child.on('error', (cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') reject(new CodedError('REPORT_SIGNING_TOOL_MISSING', 'ssh-keygen is not installed'))
    else reject(cause)
  })
  child.on('close', (code) => {
    if (code === 0) return resolve()
    const reason = said.replaceAll(/\p{Cc}+/gu, ' ').trim()
    reject(new CodedError('REPORT_SIGNING_FAILED', `ssh-keygen did not sign: ${reason}`, { place: keyFile }))
  })
  await promise
}
