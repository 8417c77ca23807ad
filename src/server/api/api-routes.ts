import type { FastifyInstance } from 'fastify'
import { requireRole } from '../accounts/require-role.ts'
import { signInFirst } from '../accounts/sign-in-first.ts'
import type { ServerContext } from '../context.ts'
import { formatOfMediaType } from '../ingest/media-type.ts'
import { acceptBytes, BODY_LIMIT } from '../ingest/post-reports.ts'
import { acceptJson } from '../json-body.ts'
import { API_PREFIX, openapiDocument } from './openapi-document.ts'
import type { Operation } from './operation.ts'
import { OPERATIONS } from './operations.ts'

const JSON_LIMIT = 65_536
/** Evidence in base64, drafts of scopes. */
const LARGE_JSON_LIMIT = 3 * 1024 * 1024

/** `/api/v1`: every operation, and the OpenAPI document that describes them. */
export async function apiRoutes(app: FastifyInstance, context: ServerContext): Promise<void> {
  const document = JSON.stringify(openapiDocument(OPERATIONS))
  app.get(`${API_PREFIX}/openapi.json`, async (_request, reply) =>
    reply.type('application/json').header('cache-control', 'public, max-age=300').send(document),
  )
  await app.register(async (routes) => {
    acceptJson(routes, JSON_LIMIT)
    const small = OPERATIONS.filter(({ takesReports, takesLargeBody }) => !takesReports && !takesLargeBody)
    for (const operation of small) addRoute(routes, context, operation)
  })
  await app.register(async (routes) => {
    acceptJson(routes, LARGE_JSON_LIMIT)
    for (const operation of OPERATIONS) if (operation.takesLargeBody) addRoute(routes, context, operation)
  })
  await app.register(async (routes) => {
    acceptBytes(routes)
    for (const operation of OPERATIONS) if (operation.takesReports) addRoute(routes, context, operation)
  })
}

function addRoute(app: FastifyInstance, context: ServerContext, operation: Operation): void {
  const { onRequest, accountOf } = signInFirst(context)
  const { method, path, needs, takesLargeBody, takesReports, file } = operation
  app.route({
    method,
    url: `${API_PREFIX}${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
    bodyLimit: takesReports ? BODY_LIMIT : takesLargeBody ? LARGE_JSON_LIMIT : JSON_LIMIT,
    onRequest: async (request, reply) => {
      if (needs === 'nothing') return
      reply.header('cache-control', 'no-store')
      await onRequest(request)
      if (needs !== 'account') requireRole(accountOf(request), needs)
      if (takesReports) formatOfMediaType(request.headers['content-type'])
    },
    handler: async (request, reply) => {
      const { status = 200, body } = await operation.run({
        context,
        at: context.clock(),
        params: request.params,
        query: request.query,
        body: request.body,
        account: () => accountOf(request),
        contentType: request.headers['content-type'],
      })
      if (needs === 'nothing') reply.header('cache-control', 'no-cache')
      reply.code(status)
      if (file) {
        return reply
          .type(file.mediaType)
          .header('content-disposition', `attachment; filename="${file.name}"`)
          .send(body)
      }
      return reply.type('application/json').send(JSON.stringify(body))
    },
  })
}
