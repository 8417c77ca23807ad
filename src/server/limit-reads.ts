import type { FastifyInstance } from 'fastify'
import type { Clock } from '#vocabulary/clock.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import { networkOf } from './network-of.ts'
import { PERIOD_MS } from './request-limits.ts'
import { createThrottle } from './throttle.ts'

/** What supervises the server must not be turned away. */
const NEVER_LIMITED = new Set(['/healthz', '/readyz', '/metrics'])

/** Lets one address read only so often in a minute. What it hands in is limited by its account and the size of bodies. */
export function limitReads(app: FastifyInstance, clock: Clock, most: number): void {
  if (most === 0) return
  const throttle = createThrottle(clock, { most, periodMs: PERIOD_MS })
  app.addHook('onRequest', async ({ method, ip, routeOptions }) => {
    if ((method !== 'GET' && method !== 'HEAD') || NEVER_LIMITED.has(routeOptions.url ?? '')) return
    const network = networkOf(ip)
    const seconds = throttle.secondsToWait(network)
    if (seconds > 0) {
      const message = `more than ${most} requests from this address within a minute; try again in ${seconds} seconds`
      throw new CodedError('SERVER_TOO_MANY_REQUESTS', message)
    }
    throttle.count(network)
  })
}
