import { z } from 'zod'
import { RETENTION_RULES } from '#evaluation/may-forget.ts'
import { forgetReports } from '../storage/forget-reports.ts'
import { retentionSchema } from './history-schemas.ts'
import { defineOperation } from './operation.ts'

export const applyRetention = defineOperation({
  method: 'POST',
  path: '/retention',
  id: 'applyRetention',
  summary: 'Delete the reports that the rules allow to forget; without dry-run=false they are only counted',
  needs: 'admin',
  query: z.strictObject({
    'dry-run': z.enum(['true', 'false']).default('true'),
    'keep-months': z.coerce
      .number()
      .int()
      .min(RETENTION_RULES.keepMonths)
      .max(1200)
      .default(RETENTION_RULES.keepMonths),
  }),
  answer: retentionSchema,
  handle: async ({ context, at, account, query }) => {
    const isDryRun = query['dry-run'] === 'true'
    const { reports, submissions, keptSince } = await forgetReports(context.database, {
      at,
      rules: { keepMonths: query['keep-months'] },
      isDryRun,
      actor: account().subject,
    })
    return { body: { isDryRun, reports, submissions, keptSince: keptSince.toISOString() } }
  },
})
