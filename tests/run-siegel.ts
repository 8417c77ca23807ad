import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url))

export interface SiegelOutcome {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs `siegel` as a user does, in a process of its own, and waits for its end. */
export function runSiegel(
  commandArguments: readonly string[],
  options: { environment?: Readonly<Record<string, string>>; directory?: string; input?: string } = {},
): Promise<SiegelOutcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [MAIN, ...commandArguments], {
      cwd: options.directory,
      env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '/', ...options.environment },
      stdio: ['pipe', 'pipe', 'pipe'],
    })
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
