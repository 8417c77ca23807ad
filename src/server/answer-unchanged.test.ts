import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { fastify } from 'fastify'
import { answerUnchanged } from './answer-unchanged.ts'

const LARGE = 'übergroß '.repeat(500)

function application() {
  const app = fastify()
  answerUnchanged(app)
  app.get('/large', async () => LARGE)
  app.get('/small', async () => 'small')
  app.get('/private', async (_request, reply) => reply.header('cache-control', 'no-store').send(LARGE))
  app.get('/gone', async (_request, reply) => reply.code(404).send(LARGE))
  return app
}

describe('answers to those who ask again', () => {
  test('an answer that is known already is not sent again, however the reader writes its tag', async () => {
    const app = application()
    const first = await app.inject('/small')
    const etag = String(first.headers.etag)
    for (const known of [etag, etag.replace('W/', ''), `"other", ${etag}`, '*']) {
      const again = await app.inject({ url: '/small', headers: { 'if-none-match': known } })
      assert.equal(again.statusCode, 304, known)
      assert.equal(again.body, '')
      assert.equal(again.headers.etag, etag)
    }
    assert.equal((await app.inject({ url: '/small', headers: { 'if-none-match': '"other"' } })).statusCode, 200)
  })

  for (const [accepted, isCompressed] of [
    ['gzip', true],
    ['deflate, gzip;q=0.5, br', true],
    ['*', true],
    ['gzip;q=0', false],
    ['gzip;q=0.0, identity', false],
    ['br', false],
    ['', false],
  ] as const) {
    test(`a large answer is ${isCompressed ? '' : 'not '}compressed for a reader of '${accepted}'`, async () => {
      const response = await application().inject({ url: '/large', headers: { 'accept-encoding': accepted } })
      assert.equal(response.headers['content-encoding'], isCompressed ? 'gzip' : undefined)
      assert.equal(response.headers.vary, 'Accept-Encoding')
      assert.equal(isCompressed ? gunzipSync(response.rawPayload).toString() : response.body, LARGE)
      assert.equal(Number(response.headers['content-length']), response.rawPayload.length)
    })
  }

  test('small answers are not compressed', async () => {
    const { headers, body } = await application().inject({ url: '/small', headers: { 'accept-encoding': 'gzip' } })
    assert.equal(headers['content-encoding'], undefined)
    assert.equal(body, 'small')
  })

  test('what nobody may keep gets no tag, and neither do errors', async () => {
    for (const url of ['/private', '/gone']) {
      const { headers } = await application().inject({ url, headers: { 'if-none-match': '*' } })
      assert.equal(headers.etag, undefined)
    }
  })

  test('asking for the head alone gives the same headers and no body', async () => {
    const { statusCode, headers, body } = await application().inject({ method: 'HEAD', url: '/large' })
    assert.equal(statusCode, 200)
    assert.equal(body, '')
    assert.equal(Number(headers['content-length']), Buffer.byteLength(LARGE))
    assert.match(String(headers.etag), /^W\//)
  })
})
