import assert from 'node:assert/strict'
import { describe, type TestContext, test } from 'node:test'
import { CloudError } from './cloud-error.ts'
import { CANARY, connectToFake, fakeConfig, startFakeOpenStack } from './fake-openstack.fixture.ts'
import { type Respond, sendJson } from './fake-server.fixture.ts'
import { callMeter, meteredCloud } from './metered-cloud.ts'
import { COMPUTE } from './services.ts'

async function start(t: TestContext, routes: Record<string, Respond>) {
  const server = await startFakeOpenStack(t, { endpoints: { compute: '/v2.1' }, routes })
  return { server, cloud: await connectToFake(t, fakeConfig(server.origin)) }
}

const sent = (server: { requests: readonly { method: string; path: string }[] }, method: string) =>
  server.requests.filter((request) => request.method === method && !request.path.includes('/auth/'))

const POST = { method: 'POST', path: '/servers', body: { server: {} } } as const

describe('a call that changes the cloud', () => {
  test('brings the body of the answer, or none', async (t) => {
    const { cloud, server } = await start(t, {
      'POST /v2.1/servers': (_, response) => sendJson(response, 202, { server: { id: 's1' } }),
      'DELETE /v2.1/servers/s1': (_, response) => response.writeHead(204).end(),
    })
    assert.deepEqual(await cloud.send(COMPUTE, POST), { status: 202, body: { server: { id: 's1' } }, message: '' })
    assert.equal(sent(server, 'POST')[0]?.method, 'POST')
    const gone = await cloud.send(COMPUTE, { method: 'DELETE', path: '/servers/s1' })
    assert.deepEqual(gone, { status: 204, body: undefined, message: '' })
  })

  for (const status of [429, 500, 502, 503, 504]) {
    test(`is sent once, even if the answer is ${status}`, async (t) => {
      const { cloud, server } = await start(t, {
        'POST /v2.1/servers': (_, response) => sendJson(response, status, { error: { message: 'Not now' } }),
      })
      await assert.rejects(
        cloud.send(COMPUTE, POST),
        (error) => error instanceof CloudError && error.said === 'Not now',
      )
      assert.equal(sent(server, 'POST').length, 1)
    })
  }

  test('is sent once, even if the connection breaks', async (t) => {
    const { cloud, server } = await start(t, { 'POST /v2.1/servers': (_, response) => response.destroy() })
    await assert.rejects(
      cloud.send(COMPUTE, POST),
      (error) => error instanceof CloudError && error.reason.class === 'unreachable' && error.said === undefined,
    )
    assert.equal(sent(server, 'POST').length, 1)
  })

  test('is sent again with a new token after a 401, because nothing was done', async (t) => {
    const { cloud, server } = await start(t, {
      'POST /v2.1/servers': (request, response) =>
        request.headers['x-auth-token'] === 'token-1'
          ? sendJson(response, 401, {})
          : sendJson(response, 202, { server: { id: 's1' } }),
    })
    assert.equal((await cloud.send(COMPUTE, POST)).status, 202)
    assert.equal(sent(server, 'POST').length, 2)
  })

  test('gives a refusal that was expected as a value, without secrets', async (t) => {
    const message = `The token token-1 and ${CANARY} may not`
    const { cloud } = await start(t, {
      'POST /v2.1/servers': (_, response) => sendJson(response, 403, { forbidden: { message } }),
    })
    const answer = await cloud.send(COMPUTE, { ...POST, accept: [403] })
    assert.equal(answer.status, 403)
    assert.equal(answer.message, 'The token (secret) and (secret) may not')
    await assert.rejects(cloud.send(COMPUTE, { ...POST, accept: [404] }), CloudError)
  })

  test('of deletion is repeated when the connection breaks', async (t) => {
    let count = 0
    const { cloud } = await start(t, {
      'DELETE /v2.1/servers/s1': (_, response) => {
        count++
        if (count < 3) response.destroy()
        else response.writeHead(204).end()
      },
    })
    assert.equal((await cloud.send(COMPUTE, { method: 'DELETE', path: '/servers/s1' })).status, 204)
    assert.equal(count, 3)
  })

  test('never leaves the endpoint, whatever the id is', async (t) => {
    const { cloud, server } = await start(t, {})
    await assert.rejects(cloud.send(COMPUTE, { method: 'DELETE', path: '/servers/../../v3/users' }), CloudError)
    assert.equal(sent(server, 'DELETE').length, 0)
  })
})

test('whoever makes more calls than declared is stopped', async (t) => {
  const { cloud, server } = await start(t, {
    'POST /v2.1/servers': (_, response) => sendJson(response, 202, {}),
    'GET /v2.1/x': (_, response) => sendJson(response, 200, {}),
  })
  const metered = meteredCloud(cloud, callMeter(2))
  await metered.send(COMPUTE, POST)
  await metered.fetch(COMPUTE, '/x')
  await assert.rejects(
    metered.send(COMPUTE, POST),
    (error) => error instanceof CloudError && error.reason.class === 'suite-error',
  )
  assert.equal(sent(server, 'POST').length, 1)
  await cloud.send(COMPUTE, POST)
})
