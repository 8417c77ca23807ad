import { Command } from 'commander'
import type { CommandContext } from './command-context.ts'
import { pagesCommand } from './publish/pages.ts'

/** `siegel publish`: brings what the monitor shows to other places. */
export function command(context: CommandContext): Command {
  return new Command('publish').description('copy what a monitor shows').addCommand(pagesCommand(context))
}
