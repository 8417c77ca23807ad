import { resolve } from 'node:path'
import { Command } from 'commander'
import { type Change, type Comparison, compareRuns, comparisonExitCode } from '#suite/compare-runs.ts'
import { readInputFile } from '#suite/input-file.ts'
import { paintFor, wantsColour } from '#suite/print/paint.ts'
import { printable } from '#suite/print/printable.ts'
import { VERDICT_SYMBOLS, VERDICT_WORDS } from '#suite/print/words.ts'
import { type LostRun, parseRunDocuments, type RunDocument } from '#suite/run-document.ts'
import { printableJson } from '#vocabulary/printable-json.ts'
import type { CommandContext } from './command-context.ts'

const LARGEST_FILE = 64 * 1024 * 1024
const FINDINGS_SHOWN = 3

const HELP = `
Both files are what \`siegel check iaas --json\` printed, for one subject or for several.

Exit codes: 0 nothing fails that did not fail before, 1 something fails newly, 2 something that was known could not be
determined any more, 3 a file could not be read. Only testcases that count for the exit code of a check are compared.`

/** `siegel compare OLD NEW`: what fails now and did not before. */
export function command(context: CommandContext): Command {
  return new Command('compare')
    .description('compare two results of `siegel check --json`: fail only on what fails newly')
    .argument('<old>', 'the result by which the other is measured')
    .argument('<new>', 'the result of today')
    .option('--json', 'print the differences as JSON')
    .addHelpText('after', HELP)
    .action((before: string, now: string, options: { json?: true }) => {
      const comparison = compareRuns(readRuns(before, context), readRuns(now, context))
      context.stdout.write(
        options.json ? `${printableJson(comparison, 2)}\n` : `${lines(comparison, context).join('\n')}\n`,
      )
      context.exit(comparisonExitCode(comparison))
    })
}

function readRuns(file: string, { workingDirectory }: CommandContext): (RunDocument | LostRun)[] {
  const path = resolve(workingDirectory, file)
  return parseRunDocuments(Buffer.from(readInputFile(path, LARGEST_FILE)).toString('utf8'), path)
}

function lines(comparison: Comparison, { stdout, environment }: CommandContext): string[] {
  const paint = paintFor(wantsColour(stdout, environment))
  const block = (heading: string, entries: readonly string[]) =>
    entries.length === 0 ? [] : ['', paint.bold(heading), ...entries]
  const { newFailures, newAborts, oldFailures, mended, lost, missingSubjects, missingTestcases } = comparison
  const blocks = [
    ...block('Fails newly', newFailures.flatMap(detailed)),
    ...block('Could not be determined any more', newAborts.flatMap(detailed)),
    ...block(
      'Brought no result',
      lost.map(({ subject, lost: { detail } }) => `  ${printable(`${subject}: ${detail}`)}`),
    ),
    ...block(
      'Not there any more',
      [...missingSubjects, ...missingTestcases].map((name) => `  ${printable(name)}`),
    ),
    ...block('Fails as before', oldFailures.map(short)),
    ...block('Mended', mended.map(short)),
  ]
  return blocks.length === 0 ? ['Nothing changed, and nothing fails.'] : blocks.slice(1)
}

function short({ subject, id, now }: Change): string {
  return `  ${VERDICT_SYMBOLS[now.verdict]} ${printable(`${subject}: ${id}`)}`
}

function detailed(change: Change): string[] {
  const { before, now } = change
  const then = before === null ? 'no result before' : `${VERDICT_WORDS[before]} before`
  const why = now.verdict === 'FAIL' ? now.findings.map(({ text }) => text) : []
  const reasons = now.verdict === 'ABORT' ? [now.reason.detail] : why
  const hidden = reasons.length - FINDINGS_SHOWN
  return [
    `${short(change)} (${then})`,
    ...reasons.slice(0, FINDINGS_SHOWN).map((text) => `      ${printable(text)}`),
    ...(hidden > 0 ? [`      and ${hidden} more`] : []),
  ]
}
