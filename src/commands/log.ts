import { Command } from 'commander'
import type { CommandContext } from './command-context.ts'
import { newKeyCommand, rotateKeyCommand } from './log/keys.ts'
import { verifyLogCommand } from './log/verify-log.ts'
import { verifyProofCommand } from './log/verify-proof.ts'
import { witnessCommand } from './log/witness.ts'

/** `siegel log`: what others do to keep a transparency log honest, and the keys of a log. */
export function command(context: CommandContext): Command {
  return new Command('log')
    .description('verify and witness transparency logs; their keys')
    .addCommand(verifyLogCommand(context))
    .addCommand(verifyProofCommand(context))
    .addCommand(witnessCommand(context))
    .addCommand(newKeyCommand(context))
    .addCommand(rotateKeyCommand(context))
}
