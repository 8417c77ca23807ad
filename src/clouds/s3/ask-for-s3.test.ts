import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { CloudError } from '../openstack/cloud-error.ts'
import { startFakeServer } from '../openstack/fake-server.fixture.ts'
import { makeHttpClient } from '../openstack/http-client.ts'
import { askForS3 } from './ask-for-s3.ts'

const xml = (code: string) =>
  `<?xml version='1.0' encoding='UTF-8'?>\n<Error><Code>${code}</Code><Message>m</Message></Error>`

describe('a host that is asked for S3', () => {
  const rows: [string, number, Record<string, string>, string, string, string][] = [
    ['knows no such key', 403, {}, xml('InvalidAccessKeyId'), 's3', 'status 403 with the S3 error InvalidAccessKeyId'],
    [
      'knows a wrong signature',
      403,
      {},
      xml('SignatureDoesNotMatch'),
      's3',
      'status 403 with the S3 error SignatureDoesNotMatch',
    ],
    ['wants a date', 403, {}, xml('AccessDenied'), 's3', 'status 403 with the S3 error AccessDenied'],
    [
      'does not know signature version 2',
      400,
      {},
      xml('InvalidRequest'),
      's3',
      'status 400 with the S3 error InvalidRequest',
    ],
    [
      'lists buckets',
      200,
      {},
      '<ListAllMyBucketsResult xmlns="x"></ListAllMyBucketsResult>',
      's3',
      'status 200 with a list of buckets',
    ],
    [
      'says only the header',
      403,
      { 'x-amz-request-id': 'tx1' },
      '',
      's3',
      'status 403 with the header x-amz-request-id',
    ],
    [
      'is Swift without S3',
      412,
      { 'content-type': 'text/plain; charset=UTF-8' },
      'Bad URL',
      'not-s3',
      'status 412, text/plain',
    ],
    [
      'is a web page that mentions S3',
      404,
      { 'content-type': 'text/html' },
      `<html>${xml('NoSuchKey')}</html>`,
      'not-s3',
      'status 404, text/html',
    ],
    [
      'has an error of another kind',
      404,
      {},
      '<Error><Reason>NoSuchKey</Reason></Error>',
      'not-s3',
      'status 404, no content type',
    ],
    ['answers 200 with an error document', 200, {}, xml('AccessDenied'), 'not-s3', 'status 200, no content type'],
    [
      'redirects elsewhere',
      302,
      { location: 'https://s3.amazonaws.com/' },
      '',
      'not-s3',
      'status 302, no content type',
    ],
  ]
  for (const [name, status, headers, body, outcome, evidence] of rows) {
    test(`and ${name}`, async (t) => {
      const server = await startFakeServer(t, (_, response) => response.writeHead(status, headers).end(body))
      assert.deepEqual(await askForS3(httpClient(t), server.origin, undefined), { outcome, evidence })
      assert.equal(server.requests[0]?.headers.authorization, 'AWS doesnotexist:AAAA')
      assert.equal(server.requests[0]?.headers['x-auth-token'], undefined)
      assert.equal(server.requests.length, 1)
    })
  }

  test('and whose load balancer has no backend tells nothing', async (t) => {
    const server = await startFakeServer(t, (_, response) => response.writeHead(503).end('no backend'))
    await assert.rejects(
      askForS3(httpClient(t), server.origin, undefined),
      (error) => error instanceof CloudError && error.reason.class === 'provider-error' && /503/.test(error.message),
    )
  })
})

function httpClient(t: { after(fn: () => Promise<void>): void }) {
  const tls = { verify: true, authorities: null, client: null }
  const http = makeHttpClient({ tls, environment: {}, secrets: new Set(), repetitionDelaysMs: [1] })
  t.after(() => http.close())
  return http
}
