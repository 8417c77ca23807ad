import { resolve } from 'node:path'
import { Command } from 'commander'
import type { CheckRun } from '#suite/check-run.ts'
import { layerOfScope, testcasesOfLayer } from '#suite/layer.ts'
import { outcomeOf } from '#suite/outcome.ts'
import { paintFor, wantsColour } from '#suite/print/paint.ts'
import { runAsJson } from '#suite/print/run-as-json.ts'
import { summaryLines } from '#suite/print/summary.ts'
import { judgeEvidence } from '#suite/replay/judge-evidence.ts'
import { readObservation } from '#suite/replay/read-evidence-file.ts'
import { shippedScope } from '#suite/replay/shipped-scope.ts'
import { selectTestcases } from '#suite/select-testcases.ts'
import type { Testcase } from '#testcases/define-testcase.ts'
import { TESTCASES } from '#testcases/index.ts'
import { printableJson } from '#vocabulary/printable-json.ts'
import type { CommandContext } from './command-context.ts'
import { parseInstant } from './parse-instant.ts'
import { repeated } from './repeated-option.ts'

interface JudgeOptions {
  readonly at?: string
  readonly date?: string
  readonly suite?: string
  readonly judges?: string
  readonly scopeVersion: string[]
  readonly testcase: string[]
  readonly json?: true
  readonly verbose?: true
}

/** `siegel judge BUNDLE`: judges evidence again, as of the moment it was observed or of another one. */
export function command(context: CommandContext): Command {
  return new Command('judge')
    .description('judge evidence again, without a cloud')
    .argument('<bundle>', 'a file that `siegel check --evidence=FILE` or `--facts FILE` wrote')
    .option('--at <date>', 'judge as of this day or instant (ISO 8601, UTC); default: when the facts were observed')
    .option('--date <date>', 'the same as --at')
    .option('--suite <version>', 'by the judges of this version of Siegel (default: of this one)')
    .option('--judges <folder>', 'with judges of other versions (default: the folder judges beside the program)')
    .option('--scope-version <version>', 'only this scope version (repeatable)', repeated, [])
    .option('--testcase <pattern>', 'only testcases that match, with * and ? (repeatable)', repeated, [])
    .option('--json', 'print the judgements as JSON')
    .option('--verbose', 'show every finding, every warning, and what passed')
    .action(async (path: string, options: JudgeOptions) => {
      const bundle = readObservation(resolve(context.workingDirectory, path))
      const moment = options.at ?? options.date
      const at = moment === undefined ? new Date(bundle.run.checkedAt) : parseInstant(moment)
      const { facts, judgements, testcases } = await judgeEvidence({
        bundle,
        at,
        signal: context.signal,
        ...(options.suite !== undefined && { suite: { version: options.suite } }),
        ...(options.judges !== undefined && { judgesFolder: resolve(context.workingDirectory, options.judges) }),
      })
      const scope = shippedScope(bundle.run.scopeUuid)
      const selection = selectTestcases({
        scope,
        at,
        testcases: testcasesOfLayer(
          [
            ...TESTCASES.filter(({ judgedBy }) => judgedBy === 'person'),
            ...[...testcases.values()].map((testcase): Testcase => {
              return { ...testcase, judgedBy: 'program', judge: () => judgements.get(testcase.id) ?? NOT_JUDGED }
            }),
          ],
          layerOfScope(scope),
        ),
        versions: options.scopeVersion,
        patterns: options.testcase,
        sections: [],
      })
      const run: CheckRun = {
        subject: bundle.run.subject,
        scope,
        checkedAt: at,
        finishedAt: at,
        selection,
        facts,
        judgements: new Map(selection.testcases.map(({ id }) => [id, judgements.get(id) ?? NOT_JUDGED])),
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

const NOT_JUDGED = {
  verdict: 'ABORT',
  reason: { class: 'suite-error', detail: 'the judges of this suite did not judge it' },
} as const
