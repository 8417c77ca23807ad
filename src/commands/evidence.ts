import { Command } from 'commander'
import type { CommandContext } from './command-context.ts'
import { show } from './evidence/show.ts'
import { submit } from './evidence/submit.ts'
import { withhold } from './evidence/withhold.ts'

/** `siegel evidence`: what to do with the evidence bundle of a run. */
export function command(context: CommandContext): Command {
  return new Command('evidence')
    .description('show, withhold and send evidence bundles')
    .addCommand(show(context))
    .addCommand(withhold(context))
    .addCommand(submit(context))
}
