import { spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url))

/** Journals of tests must not lie among those of a person. */
const STATE = join(tmpdir(), 'siegel-test-state')

export interface SiegelOutcome {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly environment?: Readonly<Record<string, string>>
  readonly directory?: string
  readonly input?: string
  /** Another build of the program than the source tree. */
  readonly program?: string
  /** For the runtime, before the program. */
  readonly nodeOptions?: readonly string[]
}

/** Runs `siegel` as a user does, in a process of its own, and waits for its end. */
export function runSiegel(commandArguments: readonly string[], options: RunOptions = {}): Promise<SiegelOutcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [...(options.nodeOptions ?? []), options.program ?? MAIN, ...commandArguments],
      {
        cwd: options.directory,
        env: {
          PATH: process.env.PATH ?? '',
          HOME: process.env.HOME ?? '/',
          XDG_STATE_HOME: STATE,
          ...options.environment,
        },
        stdio: ['pipe', 'pipe', 'pipe'],
      },
    )
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
    })
    child.once('error', reject)
    child.once('close', (exitCode) => resolve({ exitCode, stdout, stderr }))
    child.stdin.end(options.input ?? '')
  })
}
