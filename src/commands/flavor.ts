import { Command } from 'commander'
import type { CommandContext } from './command-context.ts'
import { describeCommand } from './flavor/describe.ts'
import { newCommand } from './flavor/new.ts'
import { parseCommand } from './flavor/parse.ts'
import { specCommand } from './flavor/spec.ts'

/** `siegel flavor`: flavor names of the standard scs-0100, without a cloud. */
export function command(context: CommandContext): Command {
  return new Command('flavor')
    .description('parse, describe and make flavor names (standard scs-0100)')
    .addCommand(parseCommand(context))
    .addCommand(describeCommand(context))
    .addCommand(specCommand(context))
    .addCommand(newCommand(context))
}
