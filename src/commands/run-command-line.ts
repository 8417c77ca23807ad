import { Command, CommanderError } from 'commander'
import { packageVersion } from '#suite/package-version.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import { ERROR_CODES } from '#vocabulary/error-codes.ts'
import type { CommandContext, ExitCode } from './command-context.ts'
import { COMMANDS } from './index.ts'

const USAGE: ExitCode = 3

/**
 * Runs one command line without the program's name and returns the exit code. Coded errors are printed with place and
 * remedy; an unforeseen error is printed as our fault, with the stack only under SIEGEL_DEBUG=1.
 */
export async function runCommandLine(
  commandArguments: readonly string[],
  context: Omit<CommandContext, 'exit'>,
): Promise<ExitCode> {
  let exitCode: ExitCode = 0
  const fullContext: CommandContext = {
    ...context,
    exit: (code) => {
      exitCode = code
    },
  }
  try {
    const program = await buildProgram(commandArguments, fullContext)
    await program.parseAsync([...commandArguments], { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE
    printError(error, fullContext)
    return USAGE
  }
}

async function buildProgram(commandArguments: readonly string[], context: CommandContext): Promise<Command> {
  const program = new Command('siegel')
    .description('Tests, monitors and certifies clouds against the Sovereign Cloud Stack standards.')
    .version(packageVersion(), '-V, --version')
    .helpCommand(true)
    .showHelpAfterError('(siegel --help lists the commands)')
  const called = commandArguments.find((argument) => !argument.startsWith('-') && argument !== 'help')
  for (const [name, entry] of Object.entries(COMMANDS)) {
    program.addCommand(
      name === called ? (await entry.load()).command(context) : new Command(name).description(entry.summary),
      { hidden: entry.isHidden === true },
    )
  }
  for (const command of withSubcommands(program)) {
    command.exitOverride().configureOutput({
      writeOut: (text) => context.stdout.write(text),
      writeErr: (text) => context.stderr.write(text),
    })
  }
  if (commandArguments.length === 0) program.action(() => program.help())
  return program
}

function withSubcommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)]
}

function printError(error: unknown, { stderr, environment }: CommandContext): void {
  if (error instanceof CodedError) {
    stderr.write(`siegel: ${error.message}\n`)
    if (error.place !== undefined) stderr.write(`  where: ${error.place}\n`)
    stderr.write(`  to do: ${error.remedy ?? ERROR_CODES[error.code].remedy}\n`)
    stderr.write(`  code:  ${error.code} (docs/errors.md)\n`)
    return
  }
  const message = error instanceof Error ? error.message : String(error)
  stderr.write(`siegel: this is a fault of Siegel itself, not of your cloud: ${message}\n`)
  stderr.write('  to do: run the command again with SIEGEL_DEBUG=1 and report what it prints\n')
  if (environment.SIEGEL_DEBUG === '1' && error instanceof Error) stderr.write(`${error.stack}\n`)
}
