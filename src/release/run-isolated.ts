import { spawn } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { ownProgram, programFolder } from './own-program.ts'

export interface IsolatedRun {
  /** A command of this program that reads a request from its input and writes one answer. */
  readonly command: string
  readonly request: string
  readonly timeLimitMs: number
  readonly memoryMiB: number
  /** Folders that the process may read beside the program's own. */
  readonly mayRead?: readonly string[]
  readonly signal?: AbortSignal
}

const MOST_ANSWER_BYTES = 64 * 1024 * 1024
const MOST_COMPLAINT = 2_000

/**
 * Runs this program once more in a process that has no environment, may read nothing but the program, may write nothing and
 * start nothing, and has limits for time and memory. What it says is for whoever asked to check.
 *
 * @throws Error with the reason if it does not end well
 */
export async function runIsolated({ command, request, timeLimitMs, memoryMiB, ...run }: IsolatedRun): Promise<string> {
  const [runtime, main] = ownProgram()
  const readable = readableFolders(run.mayRead ?? []).map((folder) => `--allow-fs-read=${folder}`)
  const child = spawn(
    runtime,
    ['--permission', ...readable, `--max-old-space-size=${memoryMiB}`, '--no-warnings', main, command],
    { cwd: programFolder(), env: { LANG: 'C', TZ: 'UTC' }, stdio: ['pipe', 'pipe', 'pipe'] },
  )
  const limit = AbortSignal.timeout(timeLimitMs)
  const stop = () => child.kill('SIGKILL')
  const signals = run.signal ? [limit, run.signal] : [limit]
  for (const signal of signals) signal.addEventListener('abort', stop, { once: true })
  try {
    return await new Promise<string>((resolve, reject) => {
      const answer: Buffer[] = []
      let complaint = ''
      let length = 0
      child.stdout.on('data', (chunk: Buffer) => {
        length += chunk.length
        if (length > MOST_ANSWER_BYTES) stop()
        else answer.push(chunk)
      })
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        complaint = `${complaint}${text}`.slice(0, MOST_COMPLAINT)
      })
      // A process that is killed no longer reads; how it ended says why.
      child.stdin.on('error', () => {})
      child.once('error', reject)
      child.once('close', (code) => {
        if (code === 0) resolve(Buffer.concat(answer).toString('utf8'))
        else if (limit.aborted) reject(new Error(`it took longer than ${timeLimitMs / 1_000} s`))
        else if (length > MOST_ANSWER_BYTES) reject(new Error('its answer was too long'))
        else reject(new Error(complaint.trim() === '' ? 'it was ended' : complaint.trim()))
      })
      child.stdin.end(request)
    })
  } finally {
    for (const signal of signals) signal.removeEventListener('abort', stop)
    stop()
  }
}

function readableFolders(others: readonly string[]): string[] {
  const own = programFolder()
  const packages = join(own, 'node_modules')
  const folders = [own, ...(existsSync(packages) ? [packages] : []), ...others.filter((folder) => existsSync(folder))]
  return [...new Set(folders.flatMap((folder) => [folder, realpathSync(folder)]))]
}
