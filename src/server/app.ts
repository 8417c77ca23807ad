import helmet from '@fastify/helmet'
import { type FastifyInstance, fastify } from 'fastify'
import { answerUnchanged } from './answer-unchanged.ts'
import { apiRoutes } from './api/api-routes.ts'
import { historyRoutes } from './api/history-routes.ts'
import type { ServerContext } from './context.ts'
import { postReports } from './ingest/post-reports.ts'
import { postResults } from './ingest/post-results.ts'
import { sendProblem } from './problems.ts'
import { meterRequests } from './request-meter.ts'
import { countChanges, createDataVersion, type DataVersion, prepareAnswers } from './show/prepared-answers.ts'
import { showRoutes } from './show/show-routes.ts'

interface AppOptions {
  readonly trustedProxies?: readonly string[]
  /** Advanced by whoever changes data other than through a request. */
  readonly version?: DataVersion
  /** Gets one line of JSON per request and error; absent: nothing is logged. */
  readonly log?: { write(line: string): void }
}

const REQUEST_TIMEOUT_MS = 30_000
const IDLE_TIMEOUT_MS = 15_000
/** How long requests that are under way may go on when the server stops. */
const CLOSING_GRACE_MS = 3_000
const CHECK_INTERVAL_MS = 5_000
/** Further ones are closed at once. */
const MOST_CONNECTIONS = 2_000
/** Everything but reports is tiny. */
const BODY_LIMIT = 65_536

/** Builds the application from finished parts. It never listens. */
export async function buildApp(context: ServerContext, options: AppOptions = {}): Promise<FastifyInstance> {
  const app = fastify({
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: IDLE_TIMEOUT_MS,
    http: { connectionsCheckingInterval: CHECK_INTERVAL_MS, headersTimeout: REQUEST_TIMEOUT_MS },
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    trustProxy: options.trustedProxies && options.trustedProxies.length > 0 ? [...options.trustedProxies] : false,
    logger: options.log ? { level: 'info', stream: options.log } : false,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
  })
  app.server.maxConnections = MOST_CONNECTIONS
  app.removeAllContentTypeParsers()
  app.setErrorHandler(sendProblem)
  const meter = meterRequests(app)
  app.addHook('preClose', async () => {
    app.server.closeIdleConnections()
    // Connections on which nothing was ever sent do not count as idle, and would keep the server for half a minute.
    setTimeout(() => app.server.closeAllConnections(), CLOSING_GRACE_MS).unref()
  })
  await app.register(helmet, {
    global: true,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        scriptSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    frameguard: { action: 'deny' },
  })
  const version = options.version ?? createDataVersion()
  countChanges(app, version)
  prepareAnswers(app, version, context.clock)
  answerUnchanged(app)
  await app.register(async (ingest) => postReports(ingest, context))
  await app.register(async (remarks) => postResults(remarks, context))
  await app.register(async (api) => apiRoutes(api, context))
  await app.register(async (api) => historyRoutes(api, context))
  await app.register(async (show) => showRoutes(show, context, meter))
  return app
}
