import { resolve } from 'node:path'
import { Command } from 'commander'
import { withholdFacts } from '#report/evidence/evidence-bundle.ts'
import { packEvidence } from '#report/evidence/evidence-file.ts'
import { writeOutputFile } from '#suite/output-file.ts'
import { readBundleFile } from '#suite/replay/read-evidence-file.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { CommandContext } from '../command-context.ts'
import { repeated } from '../repeated-option.ts'

/** `siegel evidence withhold BUNDLE --fact FACT`: the same evidence without some facts; the root stays. */
export function withhold({ stdout, workingDirectory }: CommandContext): Command {
  return new Command('withhold')
    .description('take facts out of a bundle; its root, and verdicts that do not need them, stay provable')
    .argument('<bundle>', 'the evidence bundle')
    .option('--fact <fact>', 'a fact that is not to be shown (repeatable)', repeated, [])
    .option('--out <file>', 'write the result there (default: in place of the bundle)')
    .action(async (file: string, { fact, out }: { fact: string[]; out?: string }) => {
      if (fact.length === 0) throw new CodedError('SUITE_OPTION_INVALID', 'At least one --fact has to be named.')
      const path = resolve(workingDirectory, file)
      const bundle = withholdFacts(readBundleFile(path), fact)
      await writeOutputFile(out === undefined ? path : resolve(workingDirectory, out), packEvidence(bundle), 0o600)
      stdout.write(`${out ?? file}: ${fact.join(', ')} withheld; the root is still ${bundle.root}\n`)
    })
}
