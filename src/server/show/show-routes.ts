import type { FastifyInstance } from 'fastify'
import { OVERVIEW_PATH } from '#pages/layout.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { ServerContext } from '../context.ts'
import { sendProblem } from '../problems.ts'
import type { RequestMeter } from '../request-meter.ts'
import { draftsAfterSignIn } from './drafts-after-sign-in.ts'
import { getAssets } from './get-assets.ts'
import { getBadge } from './get-badge.ts'
import { getCalendars } from './get-calendars.ts'
import { getDetail } from './get-detail.ts'
import { getEmbed } from './get-embed.ts'
import { getFeeds } from './get-feeds.ts'
import { getHealth } from './get-health.ts'
import { getHistoryPage } from './get-history-page.ts'
import { getLegal } from './get-legal.ts'
import { getMetrics } from './get-metrics.ts'
import { getPreviewPage } from './get-preview-page.ts'
import { getQrCode } from './get-qr-code.ts'
import { getReportPage } from './get-report-page.ts'
import { getReports } from './get-reports.ts'
import { getResults } from './get-results.ts'
import { getScope } from './get-scope.ts'
import { getStandards } from './get-standards.ts'
import { getStatus } from './get-status.ts'
import { getTable } from './get-table.ts'
import { getTestcasePage } from './get-testcase-page.ts'
import { pageErrorHandler } from './page-errors.ts'
import { PAGE_FORMS } from './page-form.ts'

/** Everything that can be read. */
export async function showRoutes(app: FastifyInstance, context: ServerContext, meter: RequestMeter): Promise<void> {
  const pageErrors = pageErrorHandler(context.clock)
  app.get('/', async (_request, reply) => reply.redirect(OVERVIEW_PATH, 302))
  getStatus(app, context)
  getReports(app, context)
  getResults(app, context)
  getHealth(app, context)
  getMetrics(app, context, meter)
  getAssets(app)
  getBadge(app, context)
  getQrCode(app, context)
  getFeeds(app, context)
  getCalendars(app, context)
  for (const form of PAGE_FORMS) {
    await app.register(async (pages) => {
      if (form === 'page') pages.setErrorHandler(pageErrors)
      draftsAfterSignIn(pages, context)
      getTable(pages, context, form)
      getDetail(pages, context, form)
      getReportPage(pages, context, form)
      if (form === 'page') getPreviewPage(pages, context)
      getScope(pages, context, form)
      if (form !== 'page') return
      getHistoryPage(pages, context)
      getTestcasePage(pages, context)
      getStandards(pages, context)
      getLegal(pages, context)
      getEmbed(pages, context)
    })
  }
  app.setNotFoundHandler(async (request, reply) => {
    const error = new CodedError('SERVER_NOT_FOUND', 'there is nothing at this address')
    const wantsPage = !request.url.startsWith('/api/') && (request.headers.accept?.includes('text/html') ?? false)
    return wantsPage ? pageErrors(error, request, reply) : sendProblem(error, request, reply)
  })
}
