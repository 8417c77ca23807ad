import type { z } from 'zod'
import { runIsolated } from '#release/run-isolated.ts'
import { REPLAY_COMMAND, type ReplayRequest, readReplayAnswer } from '#report/replay/replay-request.ts'
import { CodedError } from '#vocabulary/coded-error.ts'

const TIME_LIMIT_MS = 60_000
const MEMORY_MIB = 768
/** Processes at the same time: each may need a processor and its memory. */
const MOST_AT_ONCE = 2
const MOST_WAITING = 20

let running = 0
const waiting: (() => void)[] = []

/**
 * Has something judged again in a process without environment, network or files, and with limits for time and memory: this
 * server never judges, and what it is sent never meets its secrets.
 *
 * @throws CodedError REPLAY_FAILED, SERVER_BUSY, or what the process met
 */
export async function askReplay<Schema extends z.ZodType>(
  request: ReplayRequest,
  schema: Schema,
): Promise<z.infer<Schema>> {
  await takeTurn()
  let text: string
  try {
    const limits = { timeLimitMs: TIME_LIMIT_MS, memoryMiB: MEMORY_MIB }
    text = await runIsolated({ command: REPLAY_COMMAND, request: JSON.stringify(request), ...limits })
  } catch (cause) {
    throw new CodedError('REPLAY_FAILED', 'judging again did not end within its limits', { cause })
  } finally {
    running -= 1
    waiting.shift()?.()
  }
  return readReplayAnswer(text, schema)
}

async function takeTurn(): Promise<void> {
  if (running >= MOST_AT_ONCE) {
    if (waiting.length >= MOST_WAITING) throw new CodedError('SERVER_BUSY', 'too much is waiting to be judged again')
    await new Promise<void>((resolve) => waiting.push(resolve))
  }
  running += 1
}
