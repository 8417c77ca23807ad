import { askForS3 } from '#clouds/s3/ask-for-s3.ts'
import { swiftS3Host } from '#facts/s3/swift-s3-host.ts'
import { defineProbe } from '../define-probe.ts'

/** Whether the host that serves Swift also speaks S3 (scs-0123-v1). */
export const swiftS3AnswerProbe = defineProbe({
  gives: 'swiftS3Answer',
  from: 'openstack',
  cost: 'light',
  calls: ['object-store GET / (without token)'],
  creates: [],
  effort: { single: 1 },
  async observe({ openstack, signal }) {
    const endpoint = openstack.endpoint(['object-store'])
    if (endpoint === undefined) {
      return { outcome: 'no-swift', host: null, evidence: 'the catalogue has no object-store endpoint' }
    }
    const host = swiftS3Host(endpoint)
    if (host === null) return { outcome: 'no-host', host, evidence: 'the object-store endpoint names no host' }
    return { host, ...(await askForS3(openstack.http, host, signal)) }
  },
})
