import type { Readable, Writable } from 'node:stream'
import type { Clock } from '#vocabulary/clock.ts'

/**
 * What the command line is for: 0 all selected testcases passed, 1 some failed, 2 some aborted and none failed,
 * 3 usage or configuration, or the work could not be delivered.
 */
export type ExitCode = 0 | 1 | 2 | 3

/** Everything that a command may touch of the outside, so that tests can hand it something else. */
export interface CommandContext {
  readonly clock: Clock
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly workingDirectory: string
  readonly homeDirectory: string
  readonly stdin: Readable & { readonly isTTY?: boolean }
  readonly stdout: Writable & { readonly isTTY?: boolean }
  readonly stderr: Writable & { readonly isTTY?: boolean }
  /** Aborted on SIGINT and SIGTERM. */
  readonly signal: AbortSignal
  /** Sets the exit code; 0 when never called. */
  exit(code: ExitCode): void
}
