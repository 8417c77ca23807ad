import type { Writable } from 'node:stream'
import { Listr, ListrLogger, type ListrRendererValue, ProcessOutput } from 'listr2'
import { printable } from './printable.ts'

/** Tells somebody who waits which steps are going on. */
export interface Progress {
  succeed(step: string, note: string): void
  fail(step: string, note: string): void
  /** Ends the display; steps that were never reached are shown as such. */
  close(): Promise<void>
}

interface PendingStep {
  readonly settled: Promise<string>
  succeed(title: string): void
  fail(error: Error): void
}

const NARROWEST = 20

/**
 * Shows the steps of a run on a stream: live on a terminal, as plain lines elsewhere. All steps start at once, as the
 * facts of a run do.
 */
export function showProgress(
  steps: readonly string[],
  stream: Writable & { readonly isTTY?: boolean; readonly columns?: number },
  isColourful: boolean,
): Progress {
  const pending = new Map(steps.map((step) => [step, pendingStep()]))
  // A terminal that does not tell its width would be written to letter by letter.
  const isLive = stream.isTTY === true && isColourful && (stream.columns ?? 0) >= NARROWEST
  const renderer: ListrRendererValue = isLive ? 'default' : 'simple'
  // Of a terminal's stream, listr2 uses only what any writable stream has.
  const output = stream as NodeJS.WriteStream
  const logger = new ListrLogger({ processOutput: new ProcessOutput(output, output) })
  const list = new Listr(
    steps.map((step) => ({
      title: step,
      task: async (_context: unknown, task: { title: string | undefined }) => {
        task.title = (await pending.get(step)?.settled) ?? step
      },
    })),
    {
      concurrent: true,
      exitOnError: false,
      renderer,
      rendererOptions: { logger, collapseErrors: false },
      registerSignalListeners: false,
    },
  )
  const finished = list.run()
  return {
    succeed: (step, note) => pending.get(step)?.succeed(`${step}: ${printable(note)}`),
    fail: (step, note) => pending.get(step)?.fail(new Error(printable(note))),
    async close() {
      for (const step of pending.values()) step.fail(new Error('not reached'))
      await finished
    },
  }
}

/** Progress that nobody sees, for --quiet. */
export const SILENT_PROGRESS: Progress = { succeed() {}, fail() {}, async close() {} }

function pendingStep(): PendingStep {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  return { settled: promise, succeed: resolve, fail: reject }
}
