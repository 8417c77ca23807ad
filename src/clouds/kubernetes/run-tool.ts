import { execFile } from 'node:child_process'
import { createInterface } from 'node:readline'
import { CloudError } from '#clouds/openstack/cloud-error.ts'

export interface ToolOptions {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
  readonly limitMs: number
  /** Told each line that the program prints, as it comes. */
  readonly onLine?: (line: string) => void
}

const LARGEST_OUTPUT = 8 * 1024 * 1024
const LONGEST_COMPLAINT = 400

/**
 * Runs another program without a terminal, and returns what it printed.
 *
 * @throws CloudError `inconclusive` if it is not installed or fails, `time-out` if it takes too long
 */
export function runTool(
  command: string,
  argumentList: readonly string[],
  { environment, limitMs, onLine, signal }: ToolOptions,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      command,
      [...argumentList],
      { env: { ...environment }, timeout: limitMs, killSignal: 'SIGKILL', maxBuffer: LARGEST_OUTPUT, signal },
      (error, stdout, stderr) => {
        if (error === null) resolve(stdout)
        else reject(failure(command, argumentList[0] ?? '', error, stderr))
      },
    )
    if (onLine !== undefined && child.stdout !== null) createInterface(child.stdout).on('line', onLine)
    child.stdin?.end()
  })
}

function failure(
  command: string,
  first: string,
  error: Error & { code?: unknown; killed?: boolean },
  stderr: string,
): CloudError {
  const name = `${command.split('/').at(-1)} ${first}`.trim()
  if (error.code === 'ENOENT') {
    return new CloudError({ class: 'inconclusive', detail: `${command} is not installed.` })
  }
  if (error.name === 'AbortError') return new CloudError({ class: 'suite-error', detail: `${name} was interrupted.` })
  if (error.killed === true) return new CloudError({ class: 'time-out', detail: `${name} took too long.` })
  const complaint = stderr
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(-LONGEST_COMPLAINT)
  const detail = `${name} failed (${String(error.code ?? 'no exit code')})${complaint === '' ? '' : `: ${complaint}`}.`
  return new CloudError({ class: 'inconclusive', detail })
}
