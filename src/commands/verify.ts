import { resolve } from 'node:path'
import { Command } from 'commander'
import { parseAllowedSigners, selectSigners } from '#report/ssh-signature/allowed-signers.ts'
import { keyFingerprint, verifySignature } from '#report/ssh-signature/verify-signature.ts'
import { readInputFile } from '#suite/input-file.ts'
import { readSignedFile } from '#suite/read-signed-file.ts'
import { REPORT_NAMESPACE } from '#suite/sign-report.ts'
import type { CommandContext } from './command-context.ts'

interface VerifyOptions {
  readonly allowedSigners: string
  readonly signature?: string
  readonly identity?: string
}

const MAX_SIGNERS_BYTES = 1024 * 1024

/** `siegel verify FILE --allowed-signers SIGNERS`: says who signed a report, or why the signature does not count. */
export function command(context: CommandContext): Command {
  const inDirectory = (file: string) => resolve(context.workingDirectory, file)
  return new Command('verify')
    .description('verify the signature of a report')
    .argument('<file>', 'the report')
    .requiredOption('--allowed-signers <file>', 'who may sign, as in `man ssh-keygen`, ALLOWED SIGNERS')
    .option('--signature <file>', 'the signature (default: FILE.sig)')
    .option('--identity <name>', 'count only keys of this principal')
    .action((file: string, { allowedSigners, signature, identity }: VerifyOptions) => {
      const signers = parseAllowedSigners(
        Buffer.from(readInputFile(inDirectory(allowedSigners), MAX_SIGNERS_BYTES)).toString('utf8'),
        allowedSigners,
      )
      const signatureFile = signature === undefined ? undefined : inDirectory(signature)
      const { bytes, armoured } = readSignedFile(inDirectory(file), signatureFile)
      const { key } = verifySignature({
        bytes,
        armoured,
        namespace: REPORT_NAMESPACE,
        allowedKeys: selectSigners(signers, REPORT_NAMESPACE, identity),
        at: context.clock(),
      })
      const who = identity ?? key.principals.join(',')
      const name = key.name === undefined ? '' : ` (${key.name})`
      context.stdout.write(`${file}: signed by ${who}${name} with ${key.keyType} ${keyFingerprint(key.keyBody)}\n`)
    })
}
