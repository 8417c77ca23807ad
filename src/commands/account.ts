import { Command } from 'commander'
import { keyCommand } from './account/key.ts'
import type { CommandContext } from './command-context.ts'

/** `siegel account`: what an administrator does to the accounts of a running monitor. */
export function command(context: CommandContext): Command {
  return new Command('account').description('administer accounts of a running monitor').addCommand(keyCommand(context))
}
