import assert from 'node:assert/strict'
import { describe, type TestContext, test } from 'node:test'
import type { RecordedObject } from '#clouds/journal/journal-record.ts'
import { connectToFake, fakeConfig, startFakeOpenStack } from '../fake-openstack.fixture.ts'
import { type FakeServer, type Respond, sendJson } from '../fake-server.fixture.ts'
import { removeRecorded } from './remove-recorded.ts'

/** Beyond what a loaded machine needs. */
const PATIENT_MS = 20_000
const START = Date.parse('2026-11-21T08:00:00Z')
const ENDPOINTS = { 'block-storage': '/v3/p1', network: '/network/v2.0', compute: '/v2.1', 'key-manager': '/secrets' }

const recorded = (kind: string, changes: Partial<RecordedObject> = {}): RecordedObject => ({
  number: 1,
  kind,
  name: `scs-test-${kind}-run001-1`,
  parentId: null,
  id: 'id1',
  isConfirmed: true,
  intendedAt: new Date(START),
  ...changes,
})

async function remove(
  t: TestContext,
  objects: readonly RecordedObject[],
  routes: Record<string, Respond>,
  limitMs = PATIENT_MS,
) {
  const server = await startFakeOpenStack(t, { endpoints: ENDPOINTS, routes })
  const cloud = await connectToFake(t, fakeConfig(server.origin))
  const gone: string[] = []
  const startedAt = performance.now()
  const leftovers = await removeRecorded(cloud, objects, {
    signal: new AbortController().signal,
    rhythm: { firstMs: 1, longestMs: 5 },
    limitMs,
    refusalLimitMs: 30,
    settleMs: 50,
    now: () => new Date(START + performance.now() - startedAt),
    onGone: ({ kind }) => gone.push(kind),
  })
  return { gone, leftovers, server }
}

const deletions = (server: FakeServer) =>
  server.requests.filter(({ method }) => method === 'DELETE').map(({ path }) => path)
const json =
  (status: number, body: unknown = {}): Respond =>
  (_, response) =>
    sendJson(response, status, body)
/** Answers the first, second … request differently; the last one for ever. */
function inTurn(...answers: readonly Respond[]): Respond {
  let count = 0
  return (...call) => answers[Math.min(count++, answers.length - 1)]?.(...call)
}
const NO_CONTENT: Respond = (_, response) => response.writeHead(204).end()
const GONE = json(404, { itemNotFound: { message: 'gone' } })

describe('what a run recorded', () => {
  test('is removed in the reverse of the order in which it was created, as far as one needs the other', async (t) => {
    const objects = [
      recorded('network', { id: 'n1' }),
      recorded('subnet', { id: 's1' }),
      recorded('volume', { id: 'v1' }),
      recorded('server', { id: 'm1' }),
      recorded('floating-ip', { id: 'f1' }),
    ]
    const isThere = json(200, { server: { status: 'ACTIVE' } })
    const { gone, leftovers, server } = await remove(t, objects, {
      'DELETE /network/v2.0/floatingips/f1': NO_CONTENT,
      'DELETE /network/v2.0/networks/n1': NO_CONTENT,
      'DELETE /network/v2.0/subnets/s1': NO_CONTENT,
      'DELETE /v2.1/servers/m1': NO_CONTENT,
      'GET /v2.1/servers/m1': inTurn(isThere, isThere, isThere, isThere, GONE),
      'DELETE /v3/p1/volumes/v1': json(202),
    })
    const order = (...ends: string[]) => ends.map((end) => deletions(server).findIndex((path) => path.endsWith(end)))
    for (const indices of [order('m1', 'v1'), order('m1', 's1', 'n1')]) assert.deepEqual(indices, indices.toSorted())
    // What nobody needs does not wait for the machine.
    assert.equal(gone[0], 'floating-ip')
    assert.deepEqual([gone.length, leftovers], [5, []])
  })

  test('and no longer exists is gone', async (t) => {
    const { gone } = await remove(t, [recorded('volume')], { 'DELETE /v3/p1/volumes/id1': GONE })
    assert.deepEqual(gone, ['volume'])
  })

  test('and is still there although its deletion was answered with 404 is told, and soon', async (t) => {
    const startedAt = performance.now()
    const { gone, leftovers } = await remove(t, [recorded('backup')], {
      'DELETE /v3/p1/backups/id1': json(404, {
        itemNotFound: { message: 'Service cinder-backup could not be found.' },
      }),
      'GET /v3/p1/backups/id1': json(200, { backup: { status: 'available' } }),
    })
    assert.deepEqual(gone, [])
    assert.match(leftovers[0]?.problem ?? '', /still there \(available\).*refused: 404 .*cinder-backup could not/)
    assert.ok(performance.now() - startedAt < PATIENT_MS / 2)
  })

  test('and is in the middle of something is asked for longer than something at rest', async (t) => {
    const routes = {
      'DELETE /v3/p1/volumes/id1': inTurn(...Array.from({ length: 12 }, () => json(400)), json(202)),
      'GET /v3/p1/volumes/id1': inTurn(
        ...Array.from({ length: 12 }, () => json(200, { volume: { status: 'restoring-backup' } })),
        GONE,
      ),
    }
    const { gone } = await remove(t, [recorded('volume')], routes)
    assert.deepEqual(gone, ['volume'])
  })

  test('and is in use is asked for until it may be deleted, and waited for until it is gone', async (t) => {
    const deleting = json(200, { volume: { status: 'deleting' } })
    const { gone, server } = await remove(t, [recorded('volume')], {
      'DELETE /v3/p1/volumes/id1': inTurn(json(400), json(409), json(503), json(202)),
      'GET /v3/p1/volumes/id1': inTurn(deleting, deleting, deleting, deleting, deleting, GONE),
    })
    assert.deepEqual([gone, deletions(server).length], [['volume'], 4])
  })

  test('and whose deletion ends in an error is tried three times, and told', async (t) => {
    const { leftovers, server } = await remove(t, [recorded('volume')], {
      'DELETE /v3/p1/volumes/id1': json(202),
      'GET /v3/p1/volumes/id1': json(200, { volume: { status: 'error_deleting' } }),
    })
    assert.equal(deletions(server).length, 3)
    assert.match(leftovers[0]?.problem ?? '', /still there \(error_deleting\)/)
  })

  test('and does not go is told after its time, and holds up nothing else', async (t) => {
    const objects = [recorded('volume', { id: 'v1' }), recorded('server', { id: 's1' })]
    const routes = {
      'DELETE /v2.1/servers/s1': NO_CONTENT,
      'GET /v2.1/servers/s1': json(200, { server: { status: 'ACTIVE' } }),
      'DELETE /v3/p1/volumes/v1': json(202),
    }
    const { gone, leftovers } = await remove(t, objects, routes, 100)
    assert.deepEqual([gone, leftovers.map(({ kind }) => kind)], [['volume'], ['server']])
  })

  test('and may not be deleted is told', async (t) => {
    const { leftovers } = await remove(t, [recorded('volume')], { 'DELETE /v3/p1/volumes/id1': json(403) })
    assert.match(leftovers[0]?.problem ?? '', /403/)
  })

  test('by a newer release, of a kind unknown here, is told', async (t) => {
    const { leftovers } = await remove(t, [recorded('share')], {})
    assert.match(leftovers[0]?.problem ?? '', /does not know the kind share/)
  })
})

describe('an object whose creation was never answered', () => {
  const unanswered = recorded('volume', { id: null, isConfirmed: false })
  const listed = (...volumes: readonly [string, string | null][]) =>
    json(200, { volumes: volumes.map(([id, name]) => ({ id, name })) })

  test('is found by its full name, and never by the beginning of one', async (t) => {
    const { server } = await remove(t, [unanswered], {
      'GET /v3/p1/volumes/detail': listed(
        ['foreign1', 'scs-test-volume'],
        ['mine', unanswered.name],
        ['foreign2', `${unanswered.name}2`],
        ['foreign3', null],
      ),
      'DELETE /v3/p1/volumes/mine': json(202),
    })
    assert.deepEqual(deletions(server), ['/v3/p1/volumes/mine'])
  })

  test('is looked for until it can no longer come into being', async (t) => {
    const { gone, server } = await remove(t, [unanswered], {
      'GET /v3/p1/volumes/detail': inTurn(listed(), listed(), listed(['late', unanswered.name])),
      'DELETE /v3/p1/volumes/late': json(202),
    })
    assert.deepEqual([gone, deletions(server)], [['volume'], ['/v3/p1/volumes/late']])
  })

  test('is gone if it is not there by then', async (t) => {
    const { gone, server } = await remove(t, [unanswered], { 'GET /v3/p1/volumes/detail': listed() })
    assert.deepEqual([gone, deletions(server)], [['volume'], []])
    assert.ok(server.requests.filter(({ path }) => path.includes('volumes')).length > 3)
  })

  test('as a router interface, which has no id of its own, is removed when it appears at last', async (t) => {
    const port = { device_owner: 'network:router_interface', fixed_ips: [{ subnet_id: 's1' }] }
    const interfaces = [recorded('router-interface', { id: 's1', parentId: 'r1', isConfirmed: false })]
    const { gone, server } = await remove(t, interfaces, {
      'PUT /network/v2.0/routers/r1/remove_router_interface': inTurn(GONE, GONE, json(200), GONE),
      'GET /network/v2.0/ports': inTurn(json(200, { ports: [port] }), json(200, { ports: [] })),
    })
    assert.deepEqual(gone, ['router-interface'])
    assert.ok(server.requests.filter(({ method }) => method === 'PUT').length >= 4)
  })
})

test('a router of ours is taken off what is still attached to it, and nothing else', async (t) => {
  const port = (owner: string, subnet: string) => ({ device_owner: owner, fixed_ips: [{ subnet_id: subnet }] })
  const ports = [port('network:router_interface', 's1'), port('network:router_gateway', 'outside')]
  const { gone, server } = await remove(t, [recorded('router')], {
    'DELETE /network/v2.0/routers/id1': inTurn(json(409), NO_CONTENT),
    'GET /network/v2.0/ports': json(200, { ports }),
    'PUT /network/v2.0/routers/id1/remove_router_interface': json(200),
  })
  const bodies = server.requests.filter(({ method }) => method === 'PUT').map(({ body }) => body)
  assert.deepEqual([gone, bodies], [['router'], ['{"subnet_id":"s1"}']])
})
