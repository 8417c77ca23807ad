import { resolve } from 'node:path'
import { Command } from 'commander'
import { paintFor, wantsColour } from '#suite/print/paint.ts'
import { readyLines } from '#suite/print/ready-lines.ts'
import { readObservation } from '#suite/replay/read-evidence-file.ts'
import { readyForVersion } from '#suite/replay/ready-for-version.ts'
import { shippedScope } from '#suite/replay/shipped-scope.ts'
import { subjectEvidence } from '#suite/replay/subject-evidence.ts'
import { printableJson } from '#vocabulary/printable-json.ts'
import { fold } from '#vocabulary/verdict.ts'
import type { CommandContext } from './command-context.ts'
import { parseInstant } from './parse-instant.ts'
import { parseScopeFile } from './preview/parse-scope-file.ts'

interface ReadyOptions {
  readonly scopeVersion: string
  readonly scope?: string
  readonly at?: string
  readonly json?: true
}

/** `siegel ready BUNDLE --scope-version next`: what is left to do for a scope version, as a ticked check list. */
export function command(context: CommandContext): Command {
  const { stdout, workingDirectory, environment } = context
  return new Command('ready')
    .description('say whether a cloud is ready for a scope version, without asking it')
    .argument('<bundle>', 'a file that `siegel check --evidence=FILE` or `--facts FILE` wrote')
    .requiredOption('--scope-version <version>', 'such as next')
    .option('--scope <file>', 'a draft of the scope (default: the scope of this release)')
    .option('--at <date>', 'as of this day or instant (default: when the facts were observed)')
    .option('--json', 'print the list as JSON')
    .action((file: string, { scopeVersion: version, scope, at, json }: ReadyOptions) => {
      const bundle = readObservation(resolve(workingDirectory, file))
      const evidence = subjectEvidence(bundle)
      const list = readyForVersion({
        scope:
          scope === undefined ? shippedScope(bundle.run.scopeUuid) : parseScopeFile(resolve(workingDirectory, scope)),
        version,
        evidence,
        at: at === undefined ? evidence.checkedAt : parseInstant(at),
      })
      const paint = paintFor(wantsColour(stdout, environment))
      stdout.write(json ? `${printableJson(list, 2)}\n` : `${readyLines(list, paint).join('\n')}\n`)
      const standing = fold(list.items.map((item) => item.standing))
      context.exit(standing === 'PASS' ? 0 : standing === 'FAIL' ? 1 : 2)
    })
}
