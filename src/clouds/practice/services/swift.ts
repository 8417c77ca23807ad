import { type PracticeAnswer, type PracticeProgram, type PracticeRequest, sessionOf } from '../practice-exchange.ts'

/** Object Store API v1: an empty account, and plain refusals. */
export const swift: PracticeProgram = (request, state) => {
  if (request.path === '/info') {
    const body = JSON.stringify({ swift: { version: '2.30.1', container_listing_limit: 10_000 } })
    return { status: 200, headers: { 'content-type': 'application/json; charset=UTF-8' }, body }
  }
  const project = /^\/v1\/AUTH_([^/]+)$/.exec(request.path)?.[1]
  if (project === undefined) return badSwiftUrl()
  const session = sessionOf(request, state)
  if (session === undefined) {
    return swiftPage(401, 'Unauthorized', { 'www-authenticate': `Swift realm="AUTH_${project}"` })
  }
  if (session.user.projectId !== project) return swiftPage(403, 'Forbidden')
  const counts = { 'x-account-container-count': '0', 'x-account-object-count': '0', 'x-account-bytes-used': '0' }
  return { status: 204, headers: { 'content-type': 'text/plain; charset=utf-8', ...counts }, body: '' }
}

/** What the proxy of Swift says to an address that is not an account. */
export function badSwiftUrl(): PracticeAnswer {
  return { status: 412, headers: { 'content-type': 'text/html; charset=UTF-8' }, body: 'Bad URL' }
}

export function swiftPage(status: number, title: string, headers: Record<string, string> = {}): PracticeAnswer {
  const body = `<html><h1>${title}</h1></html>`
  return { status, headers: { 'content-type': 'text/html; charset=UTF-8', ...headers }, body }
}

/** True for a request that is signed, or claims to be, in the way of S3 (header or query, signature version 2 or 4). */
export function isS3Request(request: PracticeRequest): boolean {
  const { authorization } = request.headers
  const query = request.url.searchParams
  return (
    (authorization !== undefined && /^AWS(4-HMAC-SHA256)? /.test(authorization)) ||
    query.has('X-Amz-Algorithm') ||
    query.has('AWSAccessKeyId')
  )
}

/** The S3 API of the Swift host (s3api): it knows no access key at all. */
export const swiftS3: PracticeProgram = (request, state) => {
  const requestId = `tx${state.randomness(10).toString('hex')}`
  const hasDate = request.headers['x-amz-date'] !== undefined || request.headers.date !== undefined
  const [code, message] =
    hasDate || request.url.searchParams.has('X-Amz-Date') || request.url.searchParams.has('Expires')
      ? ['InvalidAccessKeyId', 'The access key is not in our records.']
      : ['AccessDenied', 'A valid Date or x-amz-date header is needed.']
  const body = `<?xml version='1.0' encoding='UTF-8'?>
<Error><Code>${code}</Code><Message>${message}</Message><RequestId>${requestId}</RequestId></Error>`
  const headers = { 'content-type': 'application/xml', 'x-amz-id-2': requestId, 'x-amz-request-id': requestId }
  return { status: 403, headers, body }
}
