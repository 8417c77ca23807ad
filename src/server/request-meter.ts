import type { FastifyInstance } from 'fastify'
import type { Metric } from './prometheus-text.ts'

/** Upper bounds in seconds. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
const NO_ROUTE = 'none'

export interface RequestMeter {
  metrics(): readonly Metric[]
}

interface Row {
  readonly labels: { readonly method: string; readonly route: string }
  readonly buckets: number[]
  total: number
  seconds: number
}

/** Counts the requests of an application and how long they took, by route, since it was built. */
export function meterRequests(app: FastifyInstance): RequestMeter {
  const counts = new Map<string, number>()
  const rows = new Map<string, Row>()
  app.addHook('onResponse', async ({ method, routeOptions }, { statusCode, elapsedTime }) => {
    const status = String(statusCode)
    counts.set(status, (counts.get(status) ?? 0) + 1)
    const labels = { method, route: routeOptions.url ?? NO_ROUTE }
    const key = `${method} ${labels.route}`
    const row = rows.get(key) ?? { labels, buckets: BUCKETS.map(() => 0), total: 0, seconds: 0 }
    rows.set(key, row)
    const taken = elapsedTime / 1_000
    row.total += 1
    row.seconds += taken
    for (const [index, bound] of BUCKETS.entries())
      if (taken <= bound) row.buckets[index] = (row.buckets[index] ?? 0) + 1
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
        samples: [...rows.values()].flatMap(({ labels, buckets, total, seconds }) => [
          ...BUCKETS.map((bound, index) => ({
            suffix: '_bucket',
            labels: { ...labels, le: String(bound) },
            value: buckets[index] ?? 0,
          })),
          { suffix: '_bucket', labels: { ...labels, le: '+Inf' }, value: total },
          { suffix: '_sum', labels, value: seconds },
          { suffix: '_count', labels, value: total },
        ]),
      },
    ],
  }
}
