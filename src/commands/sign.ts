import { resolve } from 'node:path'
import { Command } from 'commander'
import { signReport } from '#suite/sign-report.ts'
import type { CommandContext } from './command-context.ts'

/** `siegel sign FILE --key KEY`: writes the signature of a report to `FILE.sig`. */
export function command(context: CommandContext): Command {
  return new Command('sign')
    .description('sign a report')
    .argument('<file>', 'the report; its signature is written to FILE.sig')
    .requiredOption('--key <file>', 'a private SSH key, or a public one whose private key is in the agent')
    .action(async (file: string, { key }: { key: string }) => {
      const { clock, environment, signal, workingDirectory } = context
      const { signatureFile, keyType, fingerprint, isReplacement } = await signReport({
        file: resolve(workingDirectory, file),
        keyFile: resolve(workingDirectory, key),
        at: clock(),
        environment,
        signal,
      })
      const note = isReplacement ? ' (in place of an earlier signature)' : ''
      context.stdout.write(`${signatureFile}: signed with ${keyType} ${fingerprint}${note}\n`)
    })
}
