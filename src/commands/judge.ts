import { Command } from 'commander'
import type { CheckRun } from '#suite/check-run.ts'
import { judgeFacts } from '#suite/judge-facts.ts'
import { type Layer, testcasesOfLayer } from '#suite/layer.ts'
import { outcomeOf } from '#suite/outcome.ts'
import { paintFor, wantsColour } from '#suite/print/paint.ts'
import { runAsJson } from '#suite/print/run-as-json.ts'
import { summaryLines } from '#suite/print/summary.ts'
import { readFactsFile } from '#suite/read-facts-file.ts'
import { selectTestcases } from '#suite/select-testcases.ts'
import { TESTCASES } from '#testcases/index.ts'
import { printableJson } from '#vocabulary/printable-json.ts'
import { bundledScope } from './bundled-scopes.ts'
import type { CommandContext } from './command-context.ts'
import { parseInstant } from './parse-instant.ts'
import { repeated } from './repeated-option.ts'

interface JudgeOptions {
  readonly date?: string
  readonly scopeVersion: string[]
  readonly testcase: string[]
  readonly json?: true
  readonly verbose?: true
}

/** `siegel judge FACTS`: judges saved facts again, as of the day they were observed or of another one. */
export function command(context: CommandContext): Command {
  return new Command('judge')
    .description('judge saved facts again, without a cloud')
    .argument('<facts>', 'a file that `siegel check --facts` wrote')
    .option('--date <date>', 'judge as of this day or instant (ISO 8601, UTC); default: when the facts were observed')
    .option('--scope-version <version>', 'only this scope version (repeatable)', repeated, [])
    .option('--testcase <pattern>', 'only testcases that match, with * and ? (repeatable)', repeated, [])
    .option('--json', 'print the judgements as JSON')
    .option('--verbose', 'show every finding, every warning, and what passed')
    .action((path: string, options: JudgeOptions) => {
      const document = readFactsFile(path)
      const layer: Layer = document.scopeUuid === bundledScope('kaas').uuid ? 'kaas' : 'iaas'
      const scope = bundledScope(layer)
      const at = options.date === undefined ? new Date(document.checkedAt) : parseInstant(options.date)
      const selection = selectTestcases({
        scope,
        at,
        testcases: testcasesOfLayer(TESTCASES, layer),
        versions: options.scopeVersion,
        patterns: options.testcase,
        sections: [],
      })
      const run: CheckRun = {
        subject: document.subject,
        scope,
        checkedAt: at,
        finishedAt: at,
        selection,
        facts: document.facts,
        judgements: judgeFacts(selection.testcases, document.facts, at),
        endpoint: null,
        callCount: 0,
      }
      const paint = paintFor(wantsColour(context.stdout, context.environment))
      context.stdout.write(
        options.json
          ? `${printableJson(runAsJson(run), 2)}\n`
          : `${summaryLines(run, { paint, isVerbose: options.verbose === true }).join('\n')}\n`,
      )
      const decisive = [...run.judgements].filter(([id]) => selection.decisive.has(id))
      context.exit(outcomeOf(decisive.map(([, judgement]) => judgement.verdict)))
    })
}
