import type { FastifyInstance } from 'fastify'
import { MAX_REPORT_BYTES } from '#report/report-limits.ts'
import { signInFirst } from '../accounts/sign-in-first.ts'
import { answerNull } from '../answer-null.ts'
import type { ServerContext } from '../context.ts'
import { acceptReports } from './accept-reports.ts'
import { findStrangers, type Strangers } from './find-strangers.ts'
import { formatOfMediaType } from './media-type.ts'
import type { ScreenedReport } from './screen-report.ts'

/** Reports, and the signature before them. */
export const BODY_LIMIT = MAX_REPORT_BYTES + 16_384

const MOST_NAMED = 10

/** Lets the routes of this part of the application take any body as bytes. */
export function acceptBytes(app: FastifyInstance): void {
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_request, body, done) =>
    done(null, body),
  )
}

/** `POST /reports`: as today's monitor has it. Who may not send is told before the body is read. */
export async function postReports(app: FastifyInstance, context: ServerContext): Promise<void> {
  const { onRequest, accountOf } = signInFirst(context)
  acceptBytes(app)
  app.post('/reports', {
    bodyLimit: BODY_LIMIT,
    onRequest: async (request) => {
      await onRequest(request)
      formatOfMediaType(request.headers['content-type'])
    },
    handler: async (request, reply) => {
      const { clock, credentialPolicy } = context
      const screened = await acceptReports(context, {
        account: accountOf(request),
        body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
        format: formatOfMediaType(request.headers['content-type']),
        at: clock(),
        credentialPolicy,
      })
      const first = screened[0]?.report
      if (!first) return reply.send({ detail: 'empty reports' })
      const warning = warningOf(
        screened,
        screened.map(({ report }) => findStrangers(context, report)),
      )
      if (warning !== '') reply.header('siegel-warning', warning)
      reply
        .header('siegel-report', screened.map(({ report }) => report.reportUuid).join(', '))
        .header('location', `/page/report/${first.reportUuid}`)
      return answerNull(reply)
    },
  })
}

/** In one line, because today's answer has no place for it but a header. */
function warningOf(screened: readonly ScreenedReport[], strangers: readonly Strangers[]): string {
  const scopes = strangers.flatMap(({ scope }) => (scope === undefined ? [] : [scope]))
  const testcases = strangers.flatMap((stranger) => (stranger.scope === undefined ? stranger.testcases : []))
  const masked = screened.flatMap((report) => report.masked)
  return [name('unknown scope', scopes), name('unknown testcase', testcases), name('masked credential', masked)]
    .filter((part) => part !== '')
    .join('; ')
}

function name(what: string, all: readonly string[]): string {
  const different = [...new Set(all)]
  if (different.length === 0) return ''
  const more = different.length > MOST_NAMED ? ` and ${different.length - MOST_NAMED} more` : ''
  const named = different.slice(0, MOST_NAMED).map((one) => one.replaceAll(/[^\x21-\x7e]/g, '?'))
  return `${what} ${named.join(' ')}${more}`
}
