import type { FastifyInstance } from 'fastify'
import { evaluate } from '#evaluation/evaluate.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import { isSubject } from '#vocabulary/subject.ts'
import { STANDINGS_BY_WEIGHT } from '#vocabulary/verdict.ts'
import type { ServerContext } from '../context.ts'
import { operationMetrics } from '../operation-metrics.ts'
import { type Metric, PROMETHEUS_TYPE, prometheusText } from '../prometheus-text.ts'
import type { RequestMeter } from '../request-meter.ts'
import { findListedSubject, readListedSubjects } from '../storage/account-queries.ts'
import { readCurrentResults } from '../storage/current-results.ts'

/** `GET /metrics` and `GET /metrics/{subject}`: what the pages say as numbers for Prometheus; the first one also how the server does. */
export function getMetrics(app: FastifyInstance, context: ServerContext, meter: RequestMeter): void {
  app.get('/metrics', async (_request, reply) => {
    const subjects = (await readListedSubjects(context.database)).map(({ subject }) => subject)
    const metrics = [
      ...(await metricsOf(context, subjects)),
      ...operationMetrics(context),
      ...accountFileMetrics(context),
      ...meter.metrics(),
    ]
    return reply.header('cache-control', 'no-store').type(PROMETHEUS_TYPE).send(prometheusText(metrics))
  })

  app.get<{ Params: { subject: string } }>('/metrics/:subject', async (request, reply) => {
    const { subject } = request.params
    if (!isSubject(subject) || !(await findListedSubject(context.database, subject))) {
      throw new CodedError('SERVER_NOT_FOUND', 'there is no such subject')
    }
    const metrics = await metricsOf(context, [subject])
    return reply.header('cache-control', 'no-store').type(PROMETHEUS_TYPE).send(prometheusText(metrics))
  })
}

function accountFileMetrics({ accountFile }: ServerContext): Metric[] {
  if (!accountFile) return []
  const { loadedAt, problem } = accountFile.state()
  return [
    {
      name: 'siegel_account_file_valid',
      help: '1 if the account file as it is now is in force, 0 if it has a fault and the accounts before it are',
      type: 'gauge',
      samples: [{ labels: {}, value: problem ? 0 : 1 }],
    },
    {
      name: 'siegel_account_file_loaded_timestamp_seconds',
      help: 'When the accounts in force were loaded',
      type: 'gauge',
      samples: [{ labels: {}, value: loadedAt.getTime() / 1_000 }],
    },
  ]
}

async function metricsOf(context: ServerContext, subjects: readonly string[]): Promise<Metric[]> {
  const at = context.clock()
  const { defaults } = context.testcases
  const results = await readCurrentResults(context.database, { subjects, at })
  const rows = subjects.flatMap((subject) =>
    [...(results.get(subject) ?? [])].flatMap(([uuid, own]) => {
      const scope = context.scopes.find(uuid)
      if (!scope) return []
      const required = evaluate({ scope, defaults, results: own, at }).testcases.filter(({ isRequired }) => isRequired)
      return [{ labels: { subject, scope: scope.slug }, own, required }]
    }),
  )
  const secondsFromNow = (moments: readonly Date[], pick: (...values: number[]) => number) =>
    (pick(...moments.map(Number)) - at.getTime()) / 1_000
  return [
    {
      name: 'siegel_newest_report_age_seconds',
      help: 'Time since the newest check of a subject for a scope',
      type: 'gauge',
      samples: rows.map(({ labels, own }) => ({
        labels,
        value: -secondsFromNow(
          own.map(({ checkedAt }) => checkedAt),
          Math.max,
        ),
      })),
    },
    {
      name: 'siegel_first_expiry_seconds',
      help: 'Time until the first result of a required testcase expires',
      type: 'gauge',
      samples: rows.flatMap(({ labels, required }) => {
        const ends = required.flatMap(({ result }) => (result ? [result.expiresAt] : []))
        return ends.length === 0 ? [] : [{ labels, value: secondsFromNow(ends, Math.min) }]
      }),
    },
    {
      name: 'siegel_required_testcases',
      help: 'Required testcases by how they stand',
      type: 'gauge',
      samples: rows.flatMap(({ labels, required }) =>
        STANDINGS_BY_WEIGHT.map((standing) => ({
          labels: { ...labels, standing },
          value: required.filter((row) => row.standing === standing).length,
        })),
      ),
    },
  ]
}
