import { serviceEndpoints } from '#facts/derived/service-endpoints.ts'
import { conclude } from '#testcases/conclude.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'
import type { Judgement } from '#vocabulary/judgement.ts'

/** The first is the word of scs-0123-v1, the second that of v2. */
const S3_TYPES = ['s3', 'object-store-s3']

export const testcase = defineTestcase({
  id: 'scs-0123-swift-s3',
  title: 'There is an S3 API: the host that serves Swift speaks it, or the catalogue has one',
  requirement: 'https://docs.scs.community/standards/scs-0123-v1-mandatory-and-supported-IaaS-services',
  remedy:
    'Offer the S3 protocol next to Swift: with Ceph, RADOS Gateway speaks both; with Swift, add `s3api` to the pipeline of the proxy. An S3 service of another kind is registered with `openstack service create --name NAME object-store-s3` and `openstack endpoint create --region REGION object-store-s3 public URL`.',
  needs: ['serviceCatalogue', 'swiftS3Answer'],
  judge({ serviceCatalogue, swiftS3Answer: { outcome, host, evidence } }): Judgement {
    const registered = serviceEndpoints(serviceCatalogue, S3_TYPES)
    if (outcome === 's3') return { verdict: 'PASS', examined: 1, warnings: [] }
    if (outcome === 'not-s3') {
      const answer = { code: 's3-not-answered', about: { kind: 'endpoint', name: host ?? 'object-store' } } as const
      const finding = { ...answer, found: evidence }
      if (registered.length > 0) return { verdict: 'PASS', examined: 1 + registered.length, warnings: [finding] }
      return { verdict: 'FAIL', examined: 1, findings: [finding], warnings: [] }
    }
    // The standard demands S3, not Swift: that there is no Swift to ask says nothing about S3 (deviation D-38).
    const why =
      outcome === 'no-swift' ? 'there is no object-store endpoint' : 'the object-store endpoint names no host to ask'
    return conclude({
      examined: registered.length,
      findings: [],
      whenNone: {
        abort: {
          class: 'inconclusive',
          detail: `${why}, and no service of type ${S3_TYPES.join(' or ')} is in the catalogue; the documentation has to name the endpoint of the S3 service`,
        },
      },
    })
  },
})
