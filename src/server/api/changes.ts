import { z } from 'zod'
import { changeAttributionSchema } from '#report/replay/change-attribution.ts'
import { authorise } from '../ingest/authorise.ts'
import { attributeChanges } from '../replay/attribute-changes.ts'
import { readReportChanges } from '../storage/change-queries.ts'
import { requireReport } from './evidence.ts'
import { defineOperation } from './operation.ts'

const PARAMS = z.strictObject({ uuid: z.string().max(200) })

export const listChanges = defineOperation({
  method: 'GET',
  path: '/reports/{uuid}/changes',
  id: 'listChanges',
  summary: 'Which testcases have another verdict than before, and why, with proof; what is missing for one is named',
  needs: 'nothing',
  params: PARAMS,
  answer: z.strictObject({
    items: z.array(z.strictObject({ earlierReport: z.string(), attribution: changeAttributionSchema })),
  }),
  handle: async ({ context, params }) => {
    const { uuid } = await requireReport(context, params.uuid)
    const changes = await readReportChanges(context.database, uuid)
    const items = changes.map(({ earlierReportUuid, attribution }) => ({
      earlierReport: earlierReportUuid,
      attribution,
    }))
    return { body: { items } }
  },
})

export const attributeReport = defineOperation({
  method: 'POST',
  path: '/reports/{uuid}/changes',
  id: 'attributeReport',
  summary: 'Look (again) for the causes of what a report changed; for who may hand in reports about the subject',
  needs: 'account',
  params: PARAMS,
  answer: z.strictObject({ changes: z.int() }),
  handle: async ({ context, at, account, params }) => {
    const report = await requireReport(context, params.uuid)
    await authorise(context.database, account(), [report])
    return { body: { changes: await attributeChanges(context, report.uuid, at) } }
  },
})
