import type { FastifyInstance } from 'fastify'
import type { Metric } from './prometheus-text.ts'

/** Upper bounds in seconds. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

export interface RequestMeter {
  metrics(): readonly Metric[]
}

/** Counts the requests of an application and how long they took, since it was built. */
export function meterRequests(app: FastifyInstance): RequestMeter {
  const counts = new Map<string, number>()
  const buckets = BUCKETS.map(() => 0)
  let total = 0
  let seconds = 0
  app.addHook('onResponse', async (_request, { statusCode, elapsedTime }) => {
    const status = String(statusCode)
    counts.set(status, (counts.get(status) ?? 0) + 1)
    const taken = elapsedTime / 1_000
    total += 1
    seconds += taken
    for (const [index, bound] of BUCKETS.entries()) if (taken <= bound) buckets[index] = (buckets[index] ?? 0) + 1
  })
  return {
    metrics: () => [
      {
        name: 'siegel_http_requests_total',
        help: 'Requests answered since the start',
        type: 'counter',
        samples: [...counts].map(([status, value]) => ({ labels: { status }, value })),
      },
      {
        name: 'siegel_http_request_duration_seconds',
        help: 'How long answers took',
        type: 'histogram',
        samples: [
          ...BUCKETS.map((bound, index) => ({
            suffix: '_bucket',
            labels: { le: String(bound) },
            value: buckets[index] ?? 0,
          })),
          { suffix: '_bucket', labels: { le: '+Inf' }, value: total },
          { suffix: '_sum', labels: {}, value: seconds },
          { suffix: '_count', labels: {}, value: total },
        ],
      },
    ],
  }
}
