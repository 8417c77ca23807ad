import type { z } from 'zod'
import { runIsolated } from '#release/run-isolated.ts'
import { REPLAY_COMMAND, type ReplayRequest, readReplayAnswer } from '#report/replay/replay-request.ts'
import { CodedError } from '#vocabulary/coded-error.ts'

const TIME_LIMIT_MS = 120_000
const MEMORY_MIB = 1_024

/**
 * Has something judged again in a process of its own, without environment, network or files.
 *
 * @throws CodedError REPLAY_FAILED, or what the process met
 */
export async function askReplay<Schema extends z.ZodType>(
  request: ReplayRequest,
  schema: Schema,
  { signal, mayRead = [] }: { signal?: AbortSignal | undefined; mayRead?: readonly string[] } = {},
): Promise<z.infer<Schema>> {
  let text: string
  try {
    const asked = JSON.stringify(request)
    const limits = { timeLimitMs: TIME_LIMIT_MS, memoryMiB: MEMORY_MIB, mayRead, ...(signal && { signal }) }
    text = await runIsolated({ command: REPLAY_COMMAND, request: asked, ...limits })
  } catch (cause) {
    if (signal?.aborted) throw cause
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new CodedError('REPLAY_FAILED', `The process that judges did not end well: ${reason}`, { cause })
  }
  return readReplayAnswer(text, schema)
}
