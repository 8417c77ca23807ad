import { Command } from 'commander'
import { describeFlavorName } from '#facts/derived/flavor-name/describe-flavor-name.ts'
import type { CommandContext } from '../command-context.ts'
import { understandName } from './understand-name.ts'

/** `siegel flavor describe NAME…`: everything that the names promise, one line each. */
export function describeCommand({ stdout }: CommandContext): Command {
  return new Command('describe')
    .description('say in words what names promise')
    .argument('<name...>', 'flavor names, in the spelling of any version')
    .option('--json', 'print JSON')
    .action((names: string[], { json }: { json?: true }) => {
      const described = names.map((name) => ({ name, description: describeFlavorName(understandName(name)) }))
      stdout.write(
        json
          ? `${JSON.stringify(described, null, 2)}\n`
          : described.map(({ name, description }) => `${name}: ${description}\n`).join(''),
      )
    })
}
