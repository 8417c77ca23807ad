import helmet from '@fastify/helmet'
import { type FastifyInstance, fastify } from 'fastify'
import { answerUnchanged } from './answer-unchanged.ts'
import { apiRoutes } from './api/api-routes.ts'
import type { ServerContext } from './context.ts'
import { postReports } from './ingest/post-reports.ts'
import { postResults } from './ingest/post-results.ts'
import { isAmong, limitConnections } from './limit-connections.ts'
import { limitReads } from './limit-reads.ts'
import { logRoutes } from './log/log-routes.ts'
import { logTo } from './log-options.ts'
import { sendProblem } from './problems.ts'
import { refuseNul } from './refuse-nul.ts'
import { meterRequests } from './request-meter.ts'
import { prepareAnswers } from './show/prepared-answers.ts'
import { decoratePublicUrl } from './show/public-base.ts'
import { showRoutes } from './show/show-routes.ts'
import { stopGently } from './stop-gently.ts'

interface AppOptions {
  readonly trustedProxies?: readonly string[]
  /** How often one address may read within a minute; 0 or absent: without limit. */
  readonly readsPerAddress?: number
  /** Gets one line of JSON per request and error; absent: nothing is logged. */
  readonly log?: { write(line: string): void }
}

/** A whole request, body included, has to arrive within this time, and its head within the shorter one. */
const REQUEST_TIMEOUT_MS = 30_000
const HEADERS_TIMEOUT_MS = 10_000
const IDLE_TIMEOUT_MS = 15_000
/** How long requests that are under way may go on when the server stops. */
const CLOSING_GRACE_MS = 20_000
const CHECK_INTERVAL_MS = 5_000
/** Everything but reports is tiny. */
const BODY_LIMIT = 65_536

/** Builds the application from finished parts. It never listens. */
export async function buildApp(context: ServerContext, options: AppOptions = {}): Promise<FastifyInstance> {
  const trusted = options.trustedProxies ?? []
  const app = fastify({
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: IDLE_TIMEOUT_MS,
    http: { connectionsCheckingInterval: CHECK_INTERVAL_MS, headersTimeout: HEADERS_TIMEOUT_MS },
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    trustProxy: trusted.length > 0 ? [...trusted] : false,
    logger: options.log ? logTo(options.log) : false,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
  })
  limitConnections(app.server, { isProxy: isAmong(trusted) })
  app.removeAllContentTypeParsers()
  app.setErrorHandler(sendProblem)
  decoratePublicUrl(app, context.publicUrl)
  const meter = meterRequests(app)
  stopGently(app, CLOSING_GRACE_MS)
  refuseNul(app)
  limitReads(app, context.clock, options.readsPerAddress ?? 0)
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
  prepareAnswers(app, context.database, context.clock)
  answerUnchanged(app)
  await app.register(async (ingest) => postReports(ingest, context))
  await app.register(async (remarks) => postResults(remarks, context))
  await app.register(async (api) => apiRoutes(api, context))
  await app.register(async (log) => logRoutes(log, context))
  await app.register(async (show) => showRoutes(show, context, meter))
  return app
}
