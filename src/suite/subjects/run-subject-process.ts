import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Clock } from '#vocabulary/clock.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { Subject } from '#vocabulary/subject.ts'
import { printable } from '../print/printable.ts'
import { type LostRun, parseRunDocuments, type RunDocument } from '../run-document.ts'

export interface SubjectProcess {
  readonly subject: Subject
  /** The program and its arguments; it prints one run as JSON. Nothing secret may stand here: everybody can see it. */
  readonly command: readonly [string, ...string[]]
  readonly workingDirectory: string
  readonly environment: Readonly<Record<string, string | undefined>>
  /** How long the run may take; it is told to stop a little later, so that it can stop by itself. */
  readonly runLimitMs: number
  /** How much later; 15 seconds when absent. */
  readonly patienceMs?: number
  /** How long it may clean up after it was told to stop; eleven minutes when absent. */
  readonly cleanUpMs?: number
  readonly clock: Clock
  /** Interrupts the run. */
  readonly signal: AbortSignal
  /** Told every line that the run shows to people. */
  readonly onLine: (line: string) => void
}

/** What became of the run against one subject. */
export interface SubjectOutcome {
  readonly subject: Subject
  readonly exitCode: 0 | 1 | 2 | 3
  readonly run: RunDocument | LostRun
}

const PATIENCE_MS = 15_000
/** Cleaning up gives up by itself after ten minutes; whoever is ended before leaves things behind. */
const CLEAN_UP_MS = 11 * 60_000
const LARGEST_OUTPUT = 64 * 1024 * 1024
const LONGEST_LINE = 2_000
/** How long after its end the output of a process may still come, if a child of its own holds it open. */
const LATE_OUTPUT_MS = 1_000

/**
 * Runs one subject in a process of its own, so that whatever happens to it, the others do not notice. A process that
 * goes on beyond its time is told to stop (SIGTERM), and ended by force (SIGKILL) if it does not. Never throws: a run
 * without a result is told as a lost one, with the reason.
 */
export async function runSubjectProcess(options: SubjectProcess): Promise<SubjectOutcome> {
  const { subject, clock, signal } = options
  const startedAt = clock().toISOString()
  const lose = (kind: LostRun['lost']['kind'], detail: string): SubjectOutcome => ({
    subject,
    exitCode: 3,
    run: { format: 1, subject, startedAt, lost: { kind, detail } },
  })
  if (signal.aborted) return lose('interrupted', 'The run was interrupted before it began.')
  const [program, ...programArguments] = options.command
  const child = spawn(program, programArguments, {
    cwd: options.workingDirectory,
    env: { ...options.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = collect(child)
  const told = tellLines(child, options.onLine)
  const ending = endInTime(child, options)
  const end = await endOf(child)
  ending.stop()
  if ('error' in end) return lose('crashed', `The process could not be started: ${end.error.message}.`)
  const run = output.isTooLong() ? undefined : readRun(output.text(), subject)
  const isExitCode = end.code === 0 || end.code === 1 || end.code === 2 || end.code === 3
  if (run !== undefined && isExitCode) return { subject, exitCode: end.code, run }
  if (ending.cause() === 'limit') {
    const how = end.signal === 'SIGKILL' ? 'and had to be ended by force' : 'and was ended'
    return lose('hung', `The run took longer than its limit of ${options.runLimitMs / 1_000} seconds ${how}.`)
  }
  if (ending.cause() === 'signal') return lose('interrupted', 'The run was interrupted.')
  if (output.isTooLong()) return lose('crashed', `The run printed more than ${LARGEST_OUTPUT} bytes.`)
  if (end.code === 3) return lose('refused', told.reason() ?? 'The run ended with exit code 3.')
  const how = end.signal === null ? `ended with exit code ${end.code}` : `was ended by ${end.signal}`
  const last = told.last()
  return lose('crashed', `The process ${how} without a result${last === undefined ? '' : `; its last words: ${last}`}.`)
}

function readRun(text: string, subject: Subject): RunDocument | LostRun | undefined {
  try {
    const [run] = parseRunDocuments(text, subject)
    return run?.subject === subject ? run : undefined
  } catch (error) {
    if (error instanceof CodedError) return undefined
    throw error
  }
}

function collect(child: ChildProcess): { text(): string; isTooLong(): boolean } {
  const chunks: Buffer[] = []
  let size = 0
  child.stdout?.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size <= LARGEST_OUTPUT) chunks.push(chunk)
    else child.kill('SIGTERM')
  })
  return { text: () => Buffer.concat(chunks).toString('utf8'), isTooLong: () => size > LARGEST_OUTPUT }
}

/** Hands on what the process shows to people, and remembers what may be the reason of its end. */
function tellLines(
  child: ChildProcess,
  onLine: (line: string) => void,
): { last(): string | undefined; reason(): string | undefined } {
  let last: string | undefined
  let reason: string | undefined
  if (child.stderr !== null) {
    createInterface({ input: child.stderr, crlfDelay: Number.POSITIVE_INFINITY }).on('line', (raw) => {
      const line = printable(raw.slice(0, LONGEST_LINE))
      if (line.trim() === '') return
      last = line.trim()
      if (line.startsWith('siegel: ')) reason = line.slice('siegel: '.length)
      onLine(line)
    })
  }
  return { last: () => last, reason: () => reason }
}

type Cause = 'limit' | 'signal'

/** Sees to it that a process ends: when its time is over, or when everything is interrupted. */
function endInTime(
  child: ChildProcess,
  { runLimitMs, patienceMs = PATIENCE_MS, cleanUpMs = CLEAN_UP_MS, signal }: SubjectProcess,
): { stop(): void; cause(): Cause | undefined } {
  let cause: Cause | undefined
  let force: NodeJS.Timeout | undefined
  const end = (why: Cause) => {
    if (cause !== undefined) return
    cause = why
    child.kill('SIGTERM')
    force = setTimeout(() => child.kill('SIGKILL'), cleanUpMs)
  }
  const limit = setTimeout(() => end('limit'), runLimitMs + patienceMs)
  const interrupt = () => end('signal')
  signal.addEventListener('abort', interrupt, { once: true })
  return {
    stop() {
      clearTimeout(limit)
      clearTimeout(force)
      signal.removeEventListener('abort', interrupt)
    },
    cause: () => cause,
  }
}

type End = { readonly code: number | null; readonly signal: NodeJS.Signals | null } | { readonly error: Error }

function endOf(child: ChildProcess): Promise<End> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ error }))
    child.once('close', (code, signal) => resolve({ code, signal }))
    child.once('exit', (code, signal) => {
      setTimeout(() => {
        child.stdout?.destroy()
        child.stderr?.destroy()
        resolve({ code, signal })
      }, LATE_OUTPUT_MS).unref()
    })
  })
}
