/** A server in a process of its own that tells how long its event loop was kept at most. */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { startServer } from '#server/start-server.ts'
import type { Gaps, ServerOptions } from './start-measured-server.ts'

const TICK_MS = 10

const options = JSON.parse(process.argv[2] ?? '{}') as ServerOptions
const server = await startServer({ ...options, host: '127.0.0.1', port: 0, clock: () => new Date() })

const delay = monitorEventLoopDelay({ resolution: TICK_MS })
delay.enable()
let before = process.threadCpuUsage()
let longestCpuMs = 0
setInterval(() => {
  const { user, system } = process.threadCpuUsage(before)
  before = process.threadCpuUsage()
  longestCpuMs = Math.max(longestCpuMs, (user + system) / 1_000)
}, TICK_MS).unref()

process.on('message', (message) => {
  if (message === 'stop') {
    void server.close().then(() => process.exit(0))
    return
  }
  const gaps: Gaps = { wallMs: delay.max / 1e6, cpuMs: longestCpuMs, residentMb: process.memoryUsage.rss() / 2 ** 20 }
  if (message === 'forget') {
    delay.reset()
    longestCpuMs = 0
  }
  process.send?.({ gaps })
})
process.on('disconnect', () => process.exit(1))
process.send?.({ url: server.url })
