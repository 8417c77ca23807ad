import { z } from 'zod'

/**
 * What the host that serves Swift answered to an S3 request (scs-0123-v1, `swift-s3`).
 *
 * - `no-swift`: there is no object-store endpoint, so nothing was asked
 * - `no-host`: the endpoint's URL names no host; nothing was asked (never a default host: deviation D-39)
 * - `s3`: the answer proves an S3 API; `evidence` says by what
 * - `not-s3`: it answered, but not as S3 does; `evidence` has status and content type
 */
export const swiftS3AnswerSchema = z.object({
  outcome: z.enum(['no-swift', 'no-host', 's3', 'not-s3']),
  host: z.string().nullable(),
  evidence: z.string().max(500),
})

export type SwiftS3Answer = z.infer<typeof swiftS3AnswerSchema>
