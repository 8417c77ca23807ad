import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { DatabaseLocation } from '#server/storage/database.ts'

/** What the server in the other process is started with. */
export interface ServerOptions {
  readonly database: DatabaseLocation
  readonly bootstrapFile: string
  readonly trustedProxies: readonly string[]
}

/** The longest time between two turns of the event loop. */
export interface Gaps {
  /** By the clock: includes what other processes of the machine took. */
  readonly wallMs: number
  /** What the main thread itself computed between two turns: does not depend on the load of the machine. */
  readonly cpuMs: number
  readonly residentMb: number
}

export interface MeasuredServer {
  readonly url: string
  /** The longest gaps since the start, or since they were forgotten. */
  gaps(): Promise<Gaps>
  forgetGaps(): Promise<void>
  isRunning(): boolean
  stop(): Promise<void>
}

const PROGRAM = fileURLToPath(new URL('./measured-server.ts', import.meta.url))

export async function startMeasuredServer(options: ServerOptions): Promise<MeasuredServer> {
  const child = fork(PROGRAM, [JSON.stringify(options)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const { url } = (await answer(child)) as { url: string }
  const ask = async (question: string) => {
    const answered = answer(child)
    child.send(question)
    return ((await answered) as { gaps: Gaps }).gaps
  }
  return {
    url,
    gaps: () => ask('gaps'),
    forgetGaps: async () => {
      await ask('forget')
    },
    isRunning: () => child.exitCode === null && child.signalCode === null,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.send('stop')
      await ended
    },
  }
}

/** What the process says next. Throws if it ends instead. */
async function answer(child: ChildProcess): Promise<unknown> {
  const ended = new AbortController()
  try {
    return await Promise.race([
      once(child, 'message', { signal: ended.signal }).then(([message]) => message),
      once(child, 'exit', { signal: ended.signal }).then(([code, signal]) => {
        throw new Error(`the server ended with ${code ?? signal}`)
      }),
    ])
  } finally {
    ended.abort()
  }
}
