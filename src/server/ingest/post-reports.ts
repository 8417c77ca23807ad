import type { FastifyInstance } from 'fastify'
import { MAX_REPORT_BYTES } from '#report/report-limits.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { Account } from '../accounts/account.ts'
import type { ServerContext } from '../context.ts'
import { acceptReports } from './accept-reports.ts'
import { formatOfMediaType } from './media-type.ts'

/** Reports, and the signature before them. */
const BODY_LIMIT = MAX_REPORT_BYTES + 16_384

/** `POST /reports`: as today's monitor has it. Who may not send is told before the body is read. */
export async function postReports(app: FastifyInstance, context: ServerContext): Promise<void> {
  const accounts = new WeakMap<object, Account>()
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_request, body, done) =>
    done(null, body),
  )

  app.post('/reports', {
    bodyLimit: BODY_LIMIT,
    onRequest: async (request) => {
      const { authorization } = request.headers
      accounts.set(request, await context.authenticator.authenticate({ authorization, address: request.ip }))
      formatOfMediaType(request.headers['content-type'])
    },
    handler: async (request, reply) => {
      const account = accounts.get(request)
      if (!account) throw new CodedError('SERVER_CREDENTIALS_MISSING', 'Not authenticated')
      const format = formatOfMediaType(request.headers['content-type'])
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
      const reports = await acceptReports(context.database, { account, body, format, at: context.clock() })
      const first = reports[0]
      if (!first) return reply.send({ detail: 'empty reports' })
      const strangers = [...new Set(reports.map(({ scopeUuid }) => scopeUuid))].filter(
        (uuid) => !context.scopes.find(uuid),
      )
      if (strangers.length > 0) reply.header('siegel-warning', `unknown scope ${strangers.join(' ')}`)
      return reply
        .header('siegel-report', reports.map(({ reportUuid }) => reportUuid).join(', '))
        .header('location', `/page/report/${first.reportUuid}`)
        .type('application/json')
        .send('null')
    },
  })
}
