import { z } from 'zod'
import { withheldFacts } from '#report/evidence/evidence-bundle.ts'
import { unpackEvidence } from '#report/evidence/evidence-file.ts'
import { requireEvidenceOf } from '#report/evidence/require-evidence-of.ts'
import { reportSchema } from '#report/schema.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { Account } from '../accounts/account.ts'
import { requireReading } from '../accounts/require-reading.ts'
import type { ServerContext } from '../context.ts'
import { authorise } from '../ingest/authorise.ts'
import { attributeChanges } from '../replay/attribute-changes.ts'
import { recordAudit } from '../storage/audit.ts'
import { findEvidence, insertEvidence } from '../storage/evidence-queries.ts'
import { findReport, type StoredReport } from '../storage/report-queries.ts'
import { defineOperation } from './operation.ts'

const PARAMS = z.strictObject({ uuid: z.string().max(200) })
const documentSchema = z.looseObject({ siegel: reportSchema.shape.siegel })

export const storeEvidence = defineOperation({
  method: 'POST',
  path: '/reports/{uuid}/evidence',
  id: 'storeEvidence',
  summary: 'Hand in the evidence of a report, which has to have the root that the report names; it is never public',
  needs: 'account',
  params: PARAMS,
  takesLargeBody: true,
  body: z.strictObject({ bundle: z.base64().describe('the bytes of the bundle') }),
  answer: z
    .strictObject({
      report: z.string(),
      root: z.string(),
      withheld: z.array(z.string()),
      changes: z.int().nullable().describe('verdicts that changed and whose cause was looked for; null if that failed'),
    })
    .meta({ id: 'StoredEvidence' }),
  statuses: [200, 201],
  handle: async ({ context, at, account, params, body }) => {
    const { database } = context
    const report = await requireReport(context, params.uuid)
    await authorise(database, account(), [report])
    const bytes = Buffer.from(body.bundle, 'base64')
    const bundle = unpackEvidence(bytes)
    const parsed = documentSchema.safeParse(report.document)
    const siegel = parsed.success ? parsed.data.siegel : undefined
    requireEvidenceOf(bundle, { ...report, ...(siegel && { siegel }) })
    const { subject } = account()
    const stored = { reportUuid: report.uuid, bundle: bytes, root: bundle.root, receivedAt: at, submittedBy: subject }
    const isNew = await insertEvidence(database, stored)
    const changes = await attributeChanges(context, report.uuid, at).catch(failureIsNull)
    const answer = { report: report.uuid, root: bundle.root, withheld: [...withheldFacts(bundle)], changes }
    return { status: isNew ? 201 : 200, body: answer }
  },
})

export const getEvidence = defineOperation({
  method: 'GET',
  path: '/reports/{uuid}/evidence',
  id: 'getEvidence',
  summary: 'The evidence of a report, for its subject, its delegates, assessors and who reads everything',
  needs: 'account',
  params: PARAMS,
  answer: z
    .strictObject({ report: z.string(), bundle: z.string().describe('the bytes of the bundle in base64') })
    .meta({ id: 'Evidence' }),
  handle: async ({ context, at, account, params }) => {
    const report = await requireReport(context, params.uuid)
    await requireEvidenceReading(context, account(), report)
    const bundle = await findEvidence(context.database, report.uuid)
    if (bundle === undefined) throw new CodedError('SERVER_NOT_FOUND', 'there is no evidence for this report')
    const about = { uuid: report.uuid, subject: report.subject }
    await recordAudit(context.database, { at, actor: account().subject, action: 'evidence-read', about })
    return { body: { report: report.uuid, bundle: Buffer.from(bundle).toString('base64') } }
  },
})

/** The evidence stays stored where judging again failed; handing it in once more tries again. */
function failureIsNull(error: unknown): null {
  if (error instanceof CodedError) return null
  throw error
}

/** Throws CodedError SERVER_NOT_FOUND. */
export async function requireReport({ database }: ServerContext, uuid: string): Promise<StoredReport> {
  const report = await findReport(database, uuid)
  if (report) return report
  throw new CodedError('SERVER_NOT_FOUND', 'there is no report with this uuid')
}

/** Assessors see evidence, too. Throws CodedError SERVER_ROLE_MISSING. */
export async function requireEvidenceReading(
  context: ServerContext,
  account: Account,
  about: { readonly subject: string; readonly uuid: string },
): Promise<void> {
  if (!account.roles.includes('assessor')) await requireReading(context, account, about)
}
