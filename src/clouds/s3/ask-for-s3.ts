import type { SwiftS3Answer } from '#facts/s3/swift-s3-answer.ts'
import { CloudError } from '../openstack/cloud-error.ts'
import type { HttpClient } from '../openstack/http-client.ts'
import { statusFailure } from '../openstack/status-failure.ts'
import { recogniseS3 } from './recognise-s3.ts'

const LONGEST_ANSWER = 256 * 1024

/** Signature version 2 with a key that nobody has: enough to be taken for S3, and it can open nothing. */
const BOGUS_AUTHORIZATION = 'AWS doesnotexist:AAAA'

/**
 * Asks a host for its list of buckets with a bogus signature, never with the token, and tells whether S3 answered
 * (scs-0123-v1, `swift-s3`).
 *
 * @param host scheme, host and port
 * @throws CloudError if there was no answer, or only that of something in front of the service (status 429 or 5xx)
 */
export async function askForS3(
  http: HttpClient,
  host: string,
  signal: AbortSignal | undefined,
): Promise<Pick<SwiftS3Answer, 'outcome' | 'evidence'>> {
  const request = {
    method: 'GET',
    url: new URL(`${host}/`),
    headers: { accept: '*/*', authorization: BOGUS_AUTHORIZATION },
    maximumBytes: LONGEST_ANSWER,
    redirections: 'return',
    signal,
  } as const
  const answer = await http.request(request)
  const { isS3, evidence } = recogniseS3({
    status: answer.status,
    contentType: answer.header('content-type'),
    amazonRequestId: answer.header('x-amz-request-id'),
    body: answer.body,
  })
  if (isS3) return { outcome: 's3', evidence }
  if (answer.status === 429 || answer.status >= 500) {
    const { detail } = statusFailure(http, request, answer).reason
    throw new CloudError({ class: 'provider-error', detail }, { status: answer.status })
  }
  return { outcome: 'not-s3', evidence }
}
