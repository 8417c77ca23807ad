import { z } from 'zod'
import { defineClusterProbe } from '../define-probe.ts'

const requestSchema = z.object({
  metadata: z.object({ name: z.string().max(253), creationTimestamp: z.iso.datetime() }),
  status: z
    .object({ conditions: z.array(z.object({ type: z.string() })).nullish(), certificate: z.string().nullish() })
    .nullish(),
})

/** Certificate requests on which nobody has decided. */
export const pendingCertificateRequestsProbe = defineClusterProbe({
  gives: 'pendingCertificateRequests',
  from: 'kubernetes',
  cost: 'light',
  calls: ['GET /apis/certificates.k8s.io/v1/certificatesigningrequests'],
  creates: [],
  effort: { lists: 1 },
  async observe({ cluster, signal }) {
    const path = '/apis/certificates.k8s.io/v1/certificatesigningrequests'
    const items = z.array(requestSchema).parse(await cluster.fetchList(path, { signal }))
    return items
      .filter(({ status }) => (status?.conditions ?? []).length === 0 && !status?.certificate)
      .map(({ metadata }) => ({ name: metadata.name, createdAt: metadata.creationTimestamp }))
  },
})
