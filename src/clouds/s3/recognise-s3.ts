/** What a host answered to `GET /`. */
export interface S3Candidate {
  readonly status: number
  readonly contentType: string | null
  /** The header `x-amz-request-id`. */
  readonly amazonRequestId: string | null
  readonly body: string
}

export interface S3Recognition {
  readonly isS3: boolean
  /** By what it was decided, in a few words. */
  readonly evidence: string
}

/**
 * Decides whether an answer comes from an S3 API: a status 4xx with an S3 error document, a list of buckets, or the
 * header that only S3 sets (scs-0123-v1; any S3 error counts, deviation D-40).
 */
export function recogniseS3({ status, contentType, amazonRequestId, body }: S3Candidate): S3Recognition {
  const code = errorCode(body)
  if (status >= 400 && status < 500 && code !== null) {
    return { isS3: true, evidence: `status ${status} with the S3 error ${code}` }
  }
  if (status === 200 && /^\s*(<\?xml[^>]*>)?\s*<ListAllMyBucketsResult[\s>]/.test(body)) {
    return { isS3: true, evidence: 'status 200 with a list of buckets' }
  }
  if (amazonRequestId !== null) return { isS3: true, evidence: `status ${status} with the header x-amz-request-id` }
  return { isS3: false, evidence: `status ${status}, ${describeType(contentType)}` }
}

function errorCode(body: string): string | null {
  if (!/^\s*(<\?xml[^>]*>)?\s*<Error[\s>]/.test(body)) return null
  return /<Code>\s*([A-Za-z][A-Za-z0-9.]{0,63})\s*<\/Code>/.exec(body)?.[1] ?? null
}

function describeType(contentType: string | null): string {
  const type = contentType
    ?.split(';')[0]
    ?.replace(/[^\x21-\x7e]/g, '')
    .slice(0, 100)
  return type ? type : 'no content type'
}
