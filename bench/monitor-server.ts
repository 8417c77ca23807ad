import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { createInterface } from 'node:readline'
import type { DatabaseLocation } from '#server/storage/database.ts'

/** A monitor in a process of its own. */
export interface BenchServer {
  readonly url: string
  /** Processor time that the process has used, in milliseconds. */
  cpuMs(): number
  /** The most memory that the process ever had, in MB. */
  residentMb(): number
  /** Ends the process; where it is profiled, after it has written its profile. */
  stop(): Promise<void>
}

interface StartOptions {
  readonly database: DatabaseLocation
  readonly bootstrapFile: string
  /** Where a CPU profile is to be written; absent: none. */
  readonly profileFolder?: string
}

export async function startBenchServer({ profileFolder, ...given }: StartOptions): Promise<BenchServer> {
  const moduleOf = (name: string) => JSON.stringify(new URL(`../src/server/${name}.ts`, import.meta.url).href)
  const options = JSON.stringify({ ...given, host: '127.0.0.1', port: 0 })
  // As `siegel serve` does.
  const code = `const { startServer } = await import(${moduleOf('start-server')})
    const { keepMemorySmall } = await import(${moduleOf('keep-memory-small')})
    keepMemorySmall()
    process.on('SIGTERM', () => process.exit(0))
    console.log((await startServer({ ...${options}, clock: () => new Date() })).url)`
  const profiling = profileFolder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`]
  const child: ChildProcess & { stdout: NodeJS.ReadableStream } = spawn(
    process.execPath,
    [...profiling, '--input-type=module', '-e', code],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const [url] = await once(createInterface(child.stdout), 'line')
  return {
    url: String(url),
    cpuMs: () => cpuMsOf(child.pid),
    residentMb: () =>
      Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1_024,
    stop: async () => {
      child.kill(profileFolder === undefined ? 'SIGKILL' : 'SIGTERM')
      await once(child, 'exit')
    },
  }
}

/** Linux counts in hundredths of a second. */
const TICK_MS = 10

/** Processor time of one process, in milliseconds. */
function cpuMsOf(pid: number | string | undefined): number {
  const fields = statOf(pid)
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS
}

/** The fields of a process after its name; the second one is its parent. */
function statOf(pid: number | string | undefined): string[] {
  return readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')
}

/** Processor time of the PostgreSQL server that this process has started, in milliseconds; of what runs there now. */
export function postgresCpuMs(): number {
  const running = readdirSync('/proc').flatMap((name) => {
    try {
      const isPostgres = /^\d+$/.test(name) && readFileSync(`/proc/${name}/comm`, 'utf8').trim() === 'postgres'
      return isPostgres ? [{ pid: name, parent: statOf(name)[1], cpuMs: cpuMsOf(name) }] : []
    } catch {
      // It has ended in the meantime.
      return []
    }
  })
  const own = running.find(({ parent }) => Number(parent) === process.pid)
  return running
    .filter(({ pid, parent }) => own && (pid === own.pid || parent === own.pid))
    .reduce((sum, { cpuMs }) => sum + cpuMs, 0)
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

export interface BenchAnswer {
  readonly status: number
  readonly ms: number
  readonly body: Buffer
}

interface Payload {
  readonly body: Buffer
  readonly type: string
  readonly authorization: string
}

/** One request over a kept connection; a payload is posted. */
export function call(url: string, payload?: Payload): Promise<BenchAnswer> {
  const startedAt = performance.now()
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      payload
        ? {
            agent,
            method: 'POST',
            headers: {
              authorization: payload.authorization,
              'content-type': payload.type,
              'content-length': payload.body.length,
            },
          }
        : { agent },
      (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('end', () => {
          const ms = performance.now() - startedAt
          resolve({ status: response.statusCode ?? 0, ms, body: Buffer.concat(parts) })
        })
      },
    )
    sent.on('error', reject)
    sent.end(payload?.body)
  })
}

export function closeConnections(): void {
  agent.destroy()
}

/** Times of many requests. */
export interface Timing {
  readonly count: number
  readonly perSecond: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
}

/** So many clients, each one request after the other, for some seconds, or until nothing is left to ask. */
export async function load(
  clients: number,
  seconds: number,
  ask: () => Promise<BenchAnswer> | undefined,
): Promise<Timing> {
  const times: number[] = []
  const startedAt = performance.now()
  const end = startedAt + seconds * 1_000
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() < end) {
        const answer = await ask()
        if (!answer) return
        if (answer.status !== 200) throw new Error(`answered ${answer.status}: ${answer.body.toString().slice(0, 300)}`)
        times.push(answer.ms)
      }
    }),
  )
  return timing(times, (performance.now() - startedAt) / 1_000)
}

/** The percentiles of times in milliseconds, measured within so many seconds. */
export function timing(times: readonly number[], elapsedSeconds: number): Timing {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  return { count: times.length, perSecond: times.length / elapsedSeconds, p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}
