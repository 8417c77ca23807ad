import { z } from 'zod'
import { reportPath } from '#pages/view.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { Account } from '../accounts/account.ts'
import { requireRole } from '../accounts/require-role.ts'
import type { ServerContext } from '../context.ts'
import { evidenceOfDocument } from '../show/load-evidence.ts'
import { recordAudit } from '../storage/audit.ts'
import { type ListedReport, readReportList } from '../storage/report-list.ts'
import { findReport, readResults } from '../storage/report-queries.ts'
import { listOf, reportDetailSchema, reportSummarySchema } from './answer-schemas.ts'
import { decodeCursor, pageOf } from './cursor.ts'
import { LIST_QUERY } from './list-query.ts'
import { toLogEntry } from './log.ts'
import { defineOperation } from './operation.ts'
import { scopeReference } from './scope-reference.ts'
import { requireScope } from './scopes.ts'

const positionSchema = z.tuple([z.iso.datetime(), z.int().min(0)])

export const listReports = defineOperation({
  method: 'GET',
  path: '/reports',
  id: 'listReports',
  summary: 'Reports about the own subject, or with the role read_any about any, newest first',
  needs: 'account',
  query: z.strictObject({
    ...LIST_QUERY,
    subject: z.string().max(200).optional(),
    scope: z.string().max(200).optional(),
  }),
  answer: listOf(reportSummarySchema),
  handle: async ({ context, at, account, query: { limit, cursor, subject, scope } }) => {
    const about = ownOr(account(), subject)
    const [checkedAt, id] = cursor === undefined ? [] : decodeCursor(positionSchema, cursor)
    const reports = await readReportList(context.database, {
      ...(about !== undefined && { subject: about }),
      ...(scope !== undefined && { scopeUuid: requireScope(context, scope).uuid }),
      ...(checkedAt !== undefined && id !== undefined && { after: { checkedAt: new Date(checkedAt), id } }),
      limit: limit + 1,
    })
    if (about !== account().subject) {
      const entry = { subject: about ?? '*', count: Math.min(limit, reports.length) }
      await recordAudit(context.database, { at, actor: account().subject, action: 'reports-listed', about: entry })
    }
    const { items, next } = pageOf(reports, limit, (report) => [report.checkedAt.toISOString(), report.id])
    return { body: { items: items.map((report) => toSummary(context, report)), next } }
  },
})

export const getReport = defineOperation({
  method: 'GET',
  path: '/reports/{uuid}',
  id: 'getReport',
  summary: 'What everybody may see of a report; its links lead to the document and the signed bytes',
  needs: 'nothing',
  params: z.strictObject({ uuid: z.string().max(200) }),
  answer: reportDetailSchema,
  handle: async ({ context, params }) => {
    const report = await findReport(context.database, params.uuid)
    if (!report) throw new CodedError('SERVER_NOT_FOUND', 'there is no report with this uuid')
    const { suiteVersion } = evidenceOfDocument(report.document)
    const results = await readResults(context.database, report.uuid)
    const logged = await context.log.find({ reportUuid: report.uuid })
    return {
      body: {
        ...toSummary(context, report),
        suiteVersion: suiteVersion ?? null,
        results: results.map(({ testcaseId, verdict }) => ({ testcase: testcaseId, verdict })),
        log: logged ? toLogEntry(logged) : null,
      },
    }
  },
})

/**
 * The subject about which an account may ask: the one that is wished, else its own; undefined for all with read_any.
 *
 * @throws CodedError SERVER_ROLE_MISSING
 */
export function ownOr(account: Account, wished: string | undefined): string | undefined {
  if (wished !== undefined && wished !== account.subject) requireRole(account, 'read_any')
  return wished ?? (account.roles.includes('read_any') ? undefined : account.subject)
}

function toSummary(context: ServerContext, report: Omit<ListedReport, 'id'>) {
  const { uuid, subject, scopeUuid, checkedAt, receivedAt, isImported } = report
  return {
    uuid,
    subject,
    scope: scopeReference(context, scopeUuid),
    checkedAt: checkedAt.toISOString(),
    receivedAt: isImported ? null : receivedAt.toISOString(),
    isSigned: !isImported,
    links: {
      page: reportPath(uuid),
      document: `/reports/${uuid}`,
      signed: isImported ? null : `/reports/${uuid}/signed`,
    },
  }
}
