import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { CodedError } from '#vocabulary/coded-error.ts'
import { requireReading } from '../accounts/require-reading.ts'
import { requireRole } from '../accounts/require-role.ts'
import { signInFirst } from '../accounts/sign-in-first.ts'
import type { ServerContext } from '../context.ts'
import { parseInput } from '../parse-input.ts'
import { recordAudit } from '../storage/audit.ts'
import { findReportText, findSignedBody, readReportTexts } from '../storage/report-queries.ts'
import { prettyJson } from './pretty-json.ts'

const MOST_REPORTS = 100

const listSchema = z.object({
  subject: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(MOST_REPORTS).default(10),
  skip: z.coerce.number().int().min(0).max(1_000_000).default(0),
})

/**
 * `GET /reports`, `GET /reports/{uuid}` and `GET /reports/{uuid}/signed`: whole reports, for those to whom they belong and
 * for the role read_any. The last one gives what was sent, byte for byte.
 */
export function getReports(app: FastifyInstance, context: ServerContext): void {
  const { onRequest, accountOf } = signInFirst(context)

  app.get('/reports', { onRequest }, async (request, reply) => {
    const account = accountOf(request)
    const { subject, limit, skip } = parseInput(listSchema, request.query)
    if (subject !== undefined && subject !== account.subject) requireRole(account, 'read_any')
    const own = account.roles.includes('read_any') ? subject : account.subject
    const texts = await readReportTexts(context.database, { ...(own !== undefined && { subject: own }), limit, skip })
    if (own !== account.subject) {
      const about = { subject: own ?? '*', count: texts.length, skip }
      await recordAudit(context.database, {
        at: context.clock(),
        actor: account.subject,
        action: 'reports-listed',
        about,
      })
    }
    return reply
      .type('application/json')
      .header('cache-control', 'no-store')
      .send(`[${texts.join(',')}]`)
  })

  app.get<{ Params: { uuid: string } }>('/reports/:uuid', { onRequest }, async (request, reply) => {
    const account = accountOf(request)
    const found = await findReportText(context.database, request.params.uuid)
    if (!found) throw notFound()
    await requireReading(context, account, { subject: found.subject, uuid: request.params.uuid })
    return reply.type('application/json').header('cache-control', 'no-store').send(prettyJson(found.text))
  })

  app.get<{ Params: { uuid: string } }>('/reports/:uuid/signed', { onRequest }, async (request, reply) => {
    const account = accountOf(request)
    const found = await findSignedBody(context.database, request.params.uuid)
    if (!found) throw notFound()
    await requireReading(context, account, { subject: found.subject, uuid: request.params.uuid })
    if (found.body.length === 0) {
      throw new CodedError('SERVER_NOT_FOUND', 'the predecessor of this monitor did not keep what was signed')
    }
    return reply
      .type(found.mediaType)
      .header('cache-control', 'no-store')
      .header('content-disposition', 'attachment; filename="signed-report"')
      .send(Buffer.from(found.body))
  })
}

function notFound(): CodedError {
  return new CodedError('SERVER_NOT_FOUND', 'there is no report with this uuid')
}
