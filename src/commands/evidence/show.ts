import { resolve } from 'node:path'
import { Command } from 'commander'
import { canonicalJson } from '#report/canonical-json.ts'
import { readBundleFile } from '#suite/replay/read-evidence-file.ts'
import { printableJson } from '#vocabulary/printable-json.ts'
import type { CommandContext } from '../command-context.ts'

/** `siegel evidence show BUNDLE`: which facts it shows, and which are withheld. */
export function show({ stdout, workingDirectory }: CommandContext): Command {
  return new Command('show')
    .description('say which facts a bundle shows, and which it withholds')
    .argument('<bundle>', 'the evidence bundle')
    .option('--json', 'print all of it as JSON')
    .action((file: string, { json }: { json?: true }) => {
      const bundle = readBundleFile(resolve(workingDirectory, file))
      if (json) {
        stdout.write(`${printableJson(bundle, 2)}\n`)
        return
      }
      const { run, root, leaves } = bundle
      stdout.write(`${run.subject}, checked ${run.checkedAt} by Siegel ${run.suite.version}\nroot ${root}\n`)
      for (const leaf of leaves) {
        const size = 'fact' in leaf ? `${Buffer.byteLength(canonicalJson(leaf.fact))} bytes` : 'withheld'
        stdout.write(`  ${leaf.name.padEnd(24)} ${size}\n`)
      }
    })
}
