import { Command } from 'commander'
import { DEFAULT_DATA_DIRECTORY, DEFAULT_LISTEN, readConfig } from '#server/config.ts'
import { keepMemorySmall } from '#server/keep-memory-small.ts'
import { startServer } from '#server/start-server.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { CommandContext } from './command-context.ts'

interface Options {
  readonly data?: string
  readonly database?: string
  readonly bootstrap?: string
  readonly listing?: string
  readonly site?: string
  readonly listen?: string
}

/**
 * `siegel serve`: the monitor. The account file is loaded again when it changes; SIGHUP loads accounts, listing and texts
 * again. A fault in them changes nothing.
 */
export function command(context: CommandContext): Command {
  return new Command('serve')
    .description('run the monitor: accept signed reports and show what they say')
    .option(
      '--data <dir>',
      `directory of the embedded database, which the single-file release lacks (default: ${DEFAULT_DATA_DIRECTORY})`,
    )
    .option('--database <url>', 'PostgreSQL server, without password; SIEGEL_DATABASE_URL may hold one')
    .option(
      '--bootstrap <file>',
      'account file, loaded again when it changes; without it the accounts of the database stay as they are',
    )
    .option('--listing <file>', 'who is listed as what; without it everything that is tested is listed')
    .option('--site <file>', 'imprint, privacy notice and accessibility statement of whoever runs the service')
    .option('--listen <host:port>', `where to listen (default: ${DEFAULT_LISTEN})`)
    .action(async (options: Options) => serve(options, context))
}

async function serve(options: Options, context: CommandContext): Promise<void> {
  const config = readConfig(options, context.environment, context.workingDirectory)
  keepMemorySmall()
  const onAccountsChanged = (outcome: Promise<number>) => {
    outcome.then(
      (count) => context.stderr.write(`siegel: ${count} accounts loaded\n`),
      (error: unknown) =>
        context.stderr.write(`${describe(error)}\nsiegel: accounts, listing and texts stay as they were\n`),
    )
  }
  const server = await startServer({ ...config, clock: context.clock, log: context.stderr, onAccountsChanged })
  const reload = () => onAccountsChanged(server.reload())
  process.on('SIGHUP', reload)
  try {
    context.stdout.write(`siegel listens on ${server.url}\n`)
    await untilAborted(context.signal)
  } finally {
    process.off('SIGHUP', reload)
    await server.close()
  }
}

function describe(error: unknown): string {
  if (error instanceof CodedError) return `siegel: ${error.code}: ${error.message}`
  return `siegel: the files could not be loaded: ${error instanceof Error ? error.message : String(error)}`
}

async function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}
