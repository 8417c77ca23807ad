import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { CloudError } from '#clouds/openstack/cloud-error.ts'
import { connectToFake, fakeConfig, startFakeOpenStack } from '#clouds/openstack/fake-openstack.fixture.ts'
import { type Respond, sendJson } from '#clouds/openstack/fake-server.fixture.ts'
import { VOLUME } from '#clouds/openstack/resources/volume-kinds.ts'
import type { CreatedKind } from '#probes/define-probe.ts'
import { makeFinaliser } from './finaliser.ts'

const clock = () => new Date()
const WISH = { label: 'volume', body: (name: string) => ({ volume: { name, size: 1 } }) }
const ONE_VOLUME: readonly CreatedKind[] = [{ kind: 'volume', most: 1 }]

const json =
  (status: number, body: unknown = {}): Respond =>
  (_, response) =>
    sendJson(response, status, body)

async function start(t: TestContext, routes: Record<string, Respond> = {}, creates = ONE_VOLUME) {
  const server = await startFakeOpenStack(t, {
    endpoints: { 'block-storage': '/v3/p1' },
    routes: {
      'POST /v3/p1/volumes': json(202, { volume: { id: 'v1' } }),
      'DELETE /v3/p1/volumes/v1': json(202),
      ...routes,
    },
  })
  const cloud = await connectToFake(t, fakeConfig(server.origin))
  const folder = mkdtempSync(join(tmpdir(), 'siegel-finaliser-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const directory = join(folder, 'journal')
  const finaliser = makeFinaliser({
    runId: 'run001',
    directory,
    clock,
    rhythm: { firstMs: 1, longestMs: 5 },
    limits: { limitMs: 300, limitPerObjectMs: 100, settleMs: 20 },
  })
  const run = new AbortController()
  const workbench = finaliser.workbenchFor({ creates }, cloud, cloud, run.signal)
  const deletions = () => server.requests.filter(({ method }) => method === 'DELETE').length
  return { deletions, directory, finaliser, run, server, workbench }
}

const hasClass = (abortClass: string) => (error: unknown) =>
  error instanceof CloudError && error.reason.class === abortClass

describe('what a run created', () => {
  test('is removed when the run ends, and its journal with it', async (t) => {
    const { deletions, directory, finaliser, workbench } = await start(t)
    const volume = await workbench.create(VOLUME, WISH)
    assert.equal(volume.name, 'scs-test-volume-run001-1')
    assert.ok(existsSync(join(directory, 'run001.jsonl')))
    assert.deepEqual(await finaliser.finish(), { leftovers: [] })
    assert.deepEqual([deletions(), readdirSync(directory)], [1, []])
  })

  test('is removed, too, when the run was interrupted', async (t) => {
    const { deletions, finaliser, run, workbench } = await start(t)
    await workbench.create(VOLUME, WISH)
    run.abort()
    assert.deepEqual([await finaliser.finish(), deletions()], [{ leftovers: [] }, 1])
  })

  test('is waited for when its creation is under way as the run ends', async (t) => {
    const { deletions, finaliser, run, workbench } = await start(t, {
      'POST /v3/p1/volumes': (_, response) => {
        sleep(40).then(() => sendJson(response, 202, { volume: { id: 'v1' } }))
      },
    })
    const creation = workbench.create(VOLUME, WISH)
    creation.catch(() => {})
    await sleep(10)
    run.abort()
    assert.deepEqual([await finaliser.finish(), deletions()], [{ leftovers: [] }, 1])
    await assert.rejects(creation, hasClass('suite-error'))
  })

  test('stays in the journal where the cloud keeps it, and is told once the time is over', async (t) => {
    const { directory, finaliser, workbench } = await start(t, {
      'GET /v3/p1/volumes/v1': json(200, { volume: { status: 'deleting' } }),
    })
    await workbench.create(VOLUME, WISH)
    const startedAt = performance.now()
    const { leftovers } = await finaliser.finish()
    assert.deepEqual(
      leftovers.map(({ id, kind }) => [kind, id]),
      [['volume', 'v1']],
    )
    assert.ok(performance.now() - startedAt < 2_000)
    assert.ok(existsSync(join(directory, 'run001.jsonl')))
  })

  test('is begun to be removed as soon as its probe is done', async (t) => {
    const { deletions, finaliser, workbench } = await start(t)
    await workbench.create(VOLUME, WISH)
    finaliser.release(workbench)
    while (deletions() === 0) await sleep(1)
    await finaliser.finish()
    assert.equal(deletions(), 1)
  })
})

describe('nothing is created', () => {
  test('beyond what a probe declares', async (t) => {
    const { finaliser, server, workbench } = await start(t)
    await workbench.create(VOLUME, WISH)
    await assert.rejects(workbench.create(VOLUME, WISH), hasClass('suite-error'))
    assert.equal(server.requests.filter(({ path }) => path === '/v3/p1/volumes').length, 1)
    await finaliser.finish()
  })

  test('after the end', async (t) => {
    const { finaliser, workbench } = await start(t)
    await finaliser.finish()
    await assert.rejects(workbench.create(VOLUME, WISH), hasClass('suite-error'))
  })

  test('where the cloud refuses, and its list shows nothing of that name', async (t) => {
    const { deletions, directory, finaliser, workbench } = await start(t, {
      'POST /v3/p1/volumes': json(403),
      'GET /v3/p1/volumes/detail': json(200, { volumes: [{ id: 'v2', name: 'scs-test-volume' }] }),
    })
    await assert.rejects(workbench.create(VOLUME, WISH), hasClass('permission'))
    assert.deepEqual([await finaliser.finish(), deletions()], [{ leftovers: [] }, 0])
    assert.deepEqual(readdirSync(directory), [])
  })
})

test('what may have been created without an answer is looked for by its full name', async (t) => {
  const volumes = [{ id: 'v1', name: 'scs-test-volume-run001-1' }]
  const { deletions, finaliser, workbench } = await start(t, {
    'POST /v3/p1/volumes': (_, response) => response.destroy(),
    'GET /v3/p1/volumes/detail': json(200, { volumes: [...volumes, { id: 'v2', name: 'scs-test-volume-run001-12' }] }),
  })
  await assert.rejects(workbench.create(VOLUME, WISH), hasClass('unreachable'))
  assert.deepEqual([await finaliser.finish(), deletions()], [{ leftovers: [] }, 1])
})

test('what was created although the call was refused is removed', async (t) => {
  const { deletions, directory, finaliser, workbench } = await start(t, {
    'POST /v3/p1/volumes': json(404, { itemNotFound: { message: 'Service cinder-backup could not be found.' } }),
    'GET /v3/p1/volumes/detail': json(200, { volumes: [{ id: 'v1', name: 'scs-test-volume-run001-1' }] }),
  })
  await assert.rejects(workbench.create(VOLUME, WISH), hasClass('provider-error'))
  assert.deepEqual([await finaliser.finish(), deletions()], [{ leftovers: [] }, 1])
  assert.deepEqual(readdirSync(directory), [])
})

test('what was refused stays in the journal where nobody can tell whether it was created', async (t) => {
  const { directory, finaliser, workbench } = await start(t, {
    'POST /v3/p1/volumes': json(404),
    'GET /v3/p1/volumes/detail': json(403),
  })
  await assert.rejects(workbench.create(VOLUME, WISH), hasClass('provider-error'))
  const { leftovers } = await finaliser.finish()
  assert.deepEqual(
    leftovers.map(({ id, name }) => [id, name]),
    [[null, 'scs-test-volume-run001-1']],
  )
  assert.ok(existsSync(join(directory, 'run001.jsonl')))
})
