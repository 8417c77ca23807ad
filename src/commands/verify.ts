import { resolve } from 'node:path'
import { Command } from 'commander'
import { parseReports } from '#report/parse-reports.ts'
import { parseAllowedSigners, selectSigners } from '#report/ssh-signature/allowed-signers.ts'
import { keyFingerprint, verifySignature } from '#report/ssh-signature/verify-signature.ts'
import { readInputFile } from '#suite/input-file.ts'
import { printable } from '#suite/print/printable.ts'
import { readSignedFile } from '#suite/read-signed-file.ts'
import { readBundleFile } from '#suite/replay/read-evidence-file.ts'
import { verifyEvidence } from '#suite/replay/verify-evidence.ts'
import { REPORT_NAMESPACE } from '#suite/sign-report.ts'
import type { CommandContext } from './command-context.ts'

interface VerifyOptions {
  readonly report?: string
  readonly allowedSigners: string
  readonly signature?: string
  readonly identity?: string
  readonly judges?: string
}

const MAX_SIGNERS_BYTES = 1024 * 1024

/**
 * `siegel verify REPORT --allowed-signers SIGNERS`: says who signed a report, or why the signature does not count;
 * `siegel verify BUNDLE --report REPORT …`: that the evidence is that of the report and leads to its verdicts, too.
 */
export function command(context: CommandContext): Command {
  return new Command('verify')
    .description('verify the signature of a report, and its evidence')
    .argument('<file>', 'the report; with --report its evidence bundle')
    .requiredOption('--allowed-signers <file>', 'who may sign, as in `man ssh-keygen`, ALLOWED SIGNERS')
    .option('--report <file>', 'verify that the bundle belongs to this report, and judge it again')
    .option('--judges <folder>', 'with judges of other versions than this one, if the report needs them')
    .option('--signature <file>', 'the signature (default: REPORT.sig)')
    .option('--identity <name>', 'count only keys of this principal')
    .action(async (file: string, options: VerifyOptions) => {
      const reportFile = options.report ?? file
      const report = verifyReport(reportFile, options, context)
      context.stdout.write(`${report.line}\n`)
      if (options.report === undefined) return
      const bundle = readBundleFile(resolve(context.workingDirectory, file))
      const reports = parseReports(report.bytes, reportFile.endsWith('.json') ? 'json' : 'yaml', context.clock())
      const { proved, unproved } = await verifyEvidence(bundle, reports, {
        signal: context.signal,
        ...(options.judges !== undefined && { judgesFolder: resolve(context.workingDirectory, options.judges) }),
      })
      context.stdout.write(`${file}: root ${bundle.root} is that of the signed report\n`)
      context.stdout.write(`${file}: ${proved.length} verdicts are proved by the evidence\n`)
      for (const { id, facts } of unproved) {
        context.stdout.write(printable(`${file}: not proved, because ${facts.join(', ')} is withheld: ${id}`))
        context.stdout.write('\n')
      }
    })
}

function verifyReport(
  file: string,
  { allowedSigners, signature, identity }: VerifyOptions,
  { workingDirectory, clock }: CommandContext,
): { readonly bytes: Uint8Array; readonly line: string } {
  const signers = parseAllowedSigners(
    Buffer.from(readInputFile(resolve(workingDirectory, allowedSigners), MAX_SIGNERS_BYTES)).toString('utf8'),
    allowedSigners,
  )
  const signatureFile = signature === undefined ? undefined : resolve(workingDirectory, signature)
  const { bytes, armoured } = readSignedFile(resolve(workingDirectory, file), signatureFile)
  const { key } = verifySignature({
    bytes,
    armoured,
    namespace: REPORT_NAMESPACE,
    allowedKeys: selectSigners(signers, REPORT_NAMESPACE, identity),
    at: clock(),
  })
  const who = identity ?? key.principals.join(',')
  const name = key.name === undefined ? '' : ` (${key.name})`
  return { bytes, line: `${file}: signed by ${who}${name} with ${key.keyType} ${keyFingerprint(key.keyBody)}` }
}
