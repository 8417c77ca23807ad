import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { asPracticeUser, type PracticeAsker } from '../as-practice-user.ts'
import type { PracticeCloud } from '../practice-cloud.ts'
import { remainingObjects } from '../remaining-objects.ts'
import { startPracticeCloud } from '../start-practice-cloud.ts'

const SECRETS = '/key-manager/v1/secrets'

describe('A secret of the practice cloud', () => {
  let cloud: PracticeCloud
  let user: PracticeAsker
  before(async () => {
    cloud = await startPracticeCloud({
      clock: () => new Date('2026-11-21T12:00:00Z'),
      planted: [
        { kind: 'secret', name: 'foreign', owner: 'other-project', id: '11111111-1111-4111-8111-111111111111' },
      ],
    })
    user = await asPracticeUser(cloud)
  })
  after(() => cloud.stop())

  it('is created, listed, shown and deleted by id, and its reference names an internal host', async () => {
    const secret = { name: 'own', payload: 'foo', payload_content_type: 'text/plain', secret_type: 'opaque' }
    const created = await user.post(SECRETS, secret)
    const reference = created.json<{ secret_ref: string }>().secret_ref
    assert.equal(created.status, 201)
    assert.equal(created.headers.location, reference)
    assert.equal(new URL(reference).hostname, 'barbican.internal.invalid')
    const path = `${SECRETS}/${reference.split('/').at(-1)}`
    assert.partialDeepStrictEqual((await user.get(path)).json(), { name: 'own', status: 'ACTIVE' })
    assert.equal((await user.get(`${path}/payload`)).text, 'foo')
    const listed = (await user.get(`${SECRETS}?name=own`)).json<{ total: number; secrets: object[] }>()
    assert.deepEqual([listed.total, listed.secrets.length], [1, 1])
    assert.equal((await user.delete(path)).status, 204)
    assert.equal((await user.delete(path)).status, 404)
    assert.equal((await user.get(path)).status, 404)
    assert.deepEqual(remainingObjects(cloud), [])
  })

  const refusals: [sentence: string, body: unknown][] = [
    ['a payload without its type', { payload: 'x' }],
    ['a name that is a number', { name: 5 }],
    ['a body that is no JSON', '{'],
  ]
  for (const [sentence, body] of refusals) {
    it(`is not created from ${sentence}`, async () => {
      assert.equal((await user.post(SECRETS, body)).status, 400)
      assert.deepEqual(remainingObjects(cloud), [])
    })
  }

  it('of another project does not exist, and neither does one whose id is none', async () => {
    assert.equal((await user.get(`${SECRETS}/11111111-1111-4111-8111-111111111111`)).status, 404)
    assert.equal((await user.delete(`${SECRETS}/not-an-id`)).status, 404)
    assert.equal((await user.delete(`${SECRETS}/`)).status, 405)
  })
})
