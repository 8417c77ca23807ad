import { text } from 'node:stream/consumers'
import { Command } from 'commander'
import { type ReplayRequest, writeReplayAnswer } from '#report/replay/replay-request.ts'
import { answerReplay } from '#suite/replay/answer-replay.ts'
import { forbidNetwork } from '#suite/replay/forbid-network.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { CommandContext } from './command-context.ts'

/** `siegel replay-process`: what the program starts to judge again, without secrets and network. Not for people. */
export function command(context: CommandContext): Command {
  return new Command('replay-process').description('judge again, for another process of Siegel').action(async () => {
    forbidNetwork()
    // Names of flavors that break the rule are errors by the thousand here, and nobody reads where they were made.
    Error.stackTraceLimit = 0
    const request = JSON.parse(await text(context.stdin)) as ReplayRequest
    context.stdout.write(answerOf(request))
  })
}

function answerOf(request: ReplayRequest): string {
  try {
    return writeReplayAnswer({ answer: answerReplay(request) })
  } catch (error) {
    if (error instanceof CodedError) return writeReplayAnswer(error)
    throw error
  }
}
