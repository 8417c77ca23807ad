import type { ServerContext } from './context.ts'
import type { Metric } from './prometheus-text.ts'

/** How the server itself does: what waits, and its connections to a PostgreSQL server. */
export function operationMetrics({
  authenticator,
  uploadReader,
  connections,
}: Pick<ServerContext, 'authenticator' | 'uploadReader' | 'connections'>): Metric[] {
  const counts = connections()
  return [
    {
      name: 'siegel_queue_length',
      help: 'What waits for its turn: sign-ins for their password to be verified, large uploads to be read',
      type: 'gauge',
      samples: [
        { labels: { queue: 'sign-ins' }, value: authenticator.waiting() },
        { labels: { queue: 'uploads' }, value: uploadReader.waiting() },
        ...(counts ? [{ labels: { queue: 'statements' }, value: counts.waiting }] : []),
      ],
    },
    {
      name: 'siegel_database_connections',
      help: 'Connections to the PostgreSQL server by what they do; none with the embedded database',
      type: 'gauge',
      samples: counts
        ? [
            { labels: { state: 'busy' }, value: counts.busy },
            { labels: { state: 'idle' }, value: counts.idle },
          ]
        : [],
    },
    {
      name: 'siegel_database_connections_limit',
      help: 'As many connections to the PostgreSQL server there may be',
      type: 'gauge',
      samples: counts ? [{ labels: {}, value: counts.most }] : [],
    },
    {
      name: 'process_resident_memory_bytes',
      help: 'Resident memory of the process',
      type: 'gauge',
      samples: [{ labels: {}, value: process.memoryUsage.rss() }],
    },
  ]
}
