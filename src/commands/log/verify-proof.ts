import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import { Command } from 'commander'
import { MAX_REPORT_BYTES } from '#report/report-limits.ts'
import { readInputFile } from '#suite/input-file.ts'
import { printable } from '#suite/print/printable.ts'
import { parseVerifierKey } from '#transparency/note-key.ts'
import { verifyTlogProof } from '#transparency/verify-tlog-proof.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { CommandContext } from '../command-context.ts'
import { repeated } from '../repeated-option.ts'
import { tellTampering } from './tell-tampering.ts'

interface Options {
  readonly key: readonly string[]
  readonly report?: string
}

const PROOF_BYTES = 131_072

/** `siegel log verify-proof PROOF`: verifies offline what a page or the API shows. */
export function verifyProofCommand(context: CommandContext): Command {
  return new Command('verify-proof')
    .description('verify offline the proof that a page or the API shows')
    .argument('<file>', 'the proof, from the line c2sp.org/tlog-proof@v1 to the last signature')
    .requiredOption('--key <key>', 'public key of the log; several times for several keys', repeated)
    .option('--report <file>', 'the report as it was sent, of which the proof has to be')
    .action(async (file: string, options: Options) =>
      tellTampering(context, async () => verify(file, options, context)),
    )
}

function verify(file: string, { key, report }: Options, context: CommandContext): void {
  const text = Buffer.from(readInputFile(resolve(context.workingDirectory, file), PROOF_BYTES)).toString('utf8')
  const { index, entry, origin, size } = verifyTlogProof(text, key.map(parseVerifierKey))
  if (report !== undefined) {
    const bytes = readInputFile(resolve(context.workingDirectory, report), MAX_REPORT_BYTES)
    const digest = createHash('sha256').update(bytes).digest('hex')
    if (!entry.endsWith(` sha256:${digest}`)) {
      throw new CodedError('LOG_REPORT_MISSING', `the proof is not of ${report}`, { place: file })
    }
  }
  context.stdout.write(`${printable(origin)}: entry ${index} of ${size}: ${printable(entry)}\n`)
}
