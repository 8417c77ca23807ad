import { createWriteStream } from 'node:fs'
import { resolve } from 'node:path'
import { finished } from 'node:stream/promises'
import { Command } from 'commander'
import { MAX_REPORT_BYTES } from '#report/report-limits.ts'
import { DEFAULT_DATA_DIRECTORY, readConfig } from '#server/config.ts'
import { importMonitor } from '#server/predecessor/import-monitor.ts'
import { openPredecessor } from '#server/predecessor/predecessor-source.ts'
import type { ImportProblem } from '#server/predecessor/read-report-row.ts'
import { openDatabase } from '#server/storage/database.ts'
import { migrate } from '#server/storage/migrate.ts'
import { assertWritable } from '#suite/output-file.ts'
import { printable } from '#suite/print/printable.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { CommandContext } from './command-context.ts'

interface Options {
  readonly data?: string
  readonly database?: string
  readonly timeZone: string
  readonly problems?: string
}

/** Further ones are in the file that --problems names. */
const MOST_SHOWN = 50
const PROGRESS_EVERY = 1_000

/** `siegel import-monitor`: from the database of the predecessor. Can be repeated; takes what is not there yet. */
export function command(context: CommandContext): Command {
  return new Command('import-monitor')
    .description('take over accounts, reports, results and approvals from the compliance monitor before this one')
    .argument(
      '[url]',
      'its database, without password (default: SIEGEL_IMPORT_URL, which may hold one; PGPASSFILE works)',
    )
    .option(
      '--data <dir>',
      `directory of the embedded database, while no server runs (default: ${DEFAULT_DATA_DIRECTORY})`,
    )
    .option('--database <url>', 'PostgreSQL server, without password; SIEGEL_DATABASE_URL may hold one')
    .option('--time-zone <name>', 'of its machine, such as Europe/Berlin: what its times without a zone mean', 'UTC')
    .option('--problems <file>', 'write here, a line of JSON each, what could not be taken over as it was')
    .action(async (url: string | undefined, options: Options) => importFrom(sourceUrl(url, context), options, context))
}

/** Throws CodedError SERVER_CONFIGURATION_WRONG; never repeats the URL. */
function sourceUrl(argument: string | undefined, { environment, stderr }: CommandContext): string {
  const text = argument ?? environment.SIEGEL_IMPORT_URL ?? ''
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !['postgres:', 'postgresql:'].includes(url.protocol)) {
    const message = 'the database of the predecessor is no URL such as postgres://user@host:5432/postgres'
    throw new CodedError('SERVER_CONFIGURATION_WRONG', message)
  }
  if (argument !== undefined && url.password !== '') {
    stderr.write(
      'siegel: warning: the URL holds a password, which every user of this machine can read in the list of processes; put it into SIEGEL_IMPORT_URL or the file that PGPASSFILE names\n',
    )
  }
  return url.href
}

async function importFrom(url: string, options: Options, context: CommandContext): Promise<void> {
  const { clock, environment, signal, stderr, stdout, workingDirectory } = context
  const { database: location } = readConfig(options, environment, workingDirectory)
  const at = clock()
  const problems = listProblems(options, context)
  const source = await openPredecessor(url, { timeZone: options.timeZone, mostDocumentBytes: MAX_REPORT_BYTES })
  try {
    const open = await openDatabase(location, { use: 'long work' })
    try {
      await migrate(open.database, at)
      const total = await source.countReports()
      let shown = 0
      const imported = await importMonitor(open.database, source, {
        at,
        signal,
        onProblem: problems.add,
        onProgress: (reports) => {
          if (reports < shown + PROGRESS_EVERY) return
          shown = reports
          stderr.write(`${reports} of ${total} reports\n`)
        },
      })
      const { accounts, reports, known, results, remarks } = imported
      await problems.end()
      stdout.write(
        `taken over: ${accounts} accounts, ${reports} reports with ${results} results and ${remarks} remarks; there already: ${known} reports; lost: ${problems.lost()}, changed: ${problems.changed()}\n`,
      )
    } finally {
      await open.close()
    }
  } finally {
    await source.close()
  }
}

function listProblems({ problems }: Options, { stderr, workingDirectory }: CommandContext) {
  const path = problems === undefined ? undefined : resolve(workingDirectory, problems)
  if (path !== undefined) assertWritable(path)
  const file = path === undefined ? undefined : createWriteStream(path, { mode: 0o600 })
  let lost = 0
  let changed = 0
  return {
    lost: () => lost,
    changed: () => changed,
    add: (problem: ImportProblem) => {
      if (problem.isLost) lost += 1
      else changed += 1
      file?.write(`${JSON.stringify(problem)}\n`)
      if (lost + changed > MOST_SHOWN) return
      const { about, problem: what, isLost } = problem
      stderr.write(printable(`${isLost ? 'lost' : 'changed'}: ${about}: ${what}`))
      stderr.write('\n')
    },
    end: async () => {
      const more = lost + changed - MOST_SHOWN
      if (more > 0) stderr.write(`and ${more} more${path === undefined ? '; --problems FILE lists them all' : ''}\n`)
      if (!file) return
      file.end()
      await finished(file)
    },
  }
}
