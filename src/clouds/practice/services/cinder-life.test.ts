import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { asPracticeUser, type PracticeAsker } from '../as-practice-user.ts'
import type { AskedAnswer } from '../ask-practice-cloud.ts'
import { handWoundTime } from '../hand-wound-time.ts'
import type { PracticeCloud } from '../practice-cloud.ts'
import { remainingObjects } from '../remaining-objects.ts'
import { startPracticeCloud } from '../start-practice-cloud.ts'

const VOLUMES = '/volume/v3/{project}/volumes'
const BACKUPS = '/volume/v3/{project}/backups'
/** Seconds after which every change is complete. */
const LONG = 15

interface Described {
  readonly id: string
  readonly status: string
  readonly name: string | null
}

describe('Volumes and backups of the practice cloud', () => {
  let cloud: PracticeCloud
  let user: PracticeAsker
  const time = handWoundTime()
  before(async () => {
    cloud = await startPracticeCloud({
      clock: () => new Date('2026-11-21T12:00:00Z'),
      elapsedMs: time.elapsedMs,
      planted: [
        { kind: 'volume', name: null, owner: 'colleague' },
        { kind: 'volume', name: 'scs-test-volume', owner: 'other-project', id: 'foreign' },
      ],
    })
    user = await asPracticeUser(cloud)
  })
  after(() => cloud.stop())

  const statusIn = (answer: AskedAnswer): string =>
    Object.values(answer.json<Record<string, Described>>())[0]?.status ?? ''
  const idIn = (answer: AskedAnswer): string => Object.values(answer.json<Record<string, Described>>())[0]?.id ?? ''
  const becomes = async (path: string, status: string) => {
    time.pass(LONG)
    assert.equal(statusIn(await user.get(path)), status)
  }
  const vanishes = async (path: string) => {
    time.pass(LONG)
    assert.equal((await user.get(path)).status, 404)
  }

  it('live from creation over backup and restoration to deletion, in the states of Cinder', async () => {
    const created = await user.post(VOLUMES, { volume: { name: 'life', size: 1 } })
    assert.deepEqual([created.status, statusIn(created)], [202, 'creating'])
    const volume = `${VOLUMES}/${idIn(created)}`
    await becomes(volume, 'available')

    const backedUp = await user.post(BACKUPS, { backup: { name: 'life-backup', volume_id: idIn(created) } })
    assert.equal(backedUp.status, 202)
    const backup = `${BACKUPS}/${idIn(backedUp)}`
    assert.equal(statusIn(await user.get(volume)), 'backing-up')
    assert.equal((await user.delete(volume)).status, 400)
    assert.equal((await user.post(`${backup}/restore`, { restore: {} })).status, 400)
    await becomes(backup, 'available')

    const restored = await user.post(`${backup}/restore`, { restore: { name: 'life-restored' } })
    assert.equal(restored.status, 202)
    const { restore } = restored.json<{ restore: { volume_id: string; volume_name: string } }>()
    assert.equal(restore.volume_name, 'life-restored')
    assert.deepEqual(
      [statusIn(await user.get(backup)), statusIn(await user.get(`${VOLUMES}/${restore.volume_id}`))],
      ['restoring', 'restoring-backup'],
    )
    assert.equal((await user.delete(backup)).status, 400)
    await becomes(`${VOLUMES}/${restore.volume_id}`, 'available')

    for (const path of [backup, volume, `${VOLUMES}/${restore.volume_id}`]) {
      assert.equal((await user.delete(path)).status, 202)
      assert.equal(statusIn(await user.get(path)), 'deleting')
      await vanishes(path)
      assert.equal((await user.delete(path)).status, 404)
    }
    assert.deepEqual(remainingObjects(cloud), [])
  })

  it('are seen in the own project only, those of colleagues and without a name included', async () => {
    const listed = (await user.get(`${VOLUMES}/detail`)).json<{ volumes: Described[] }>().volumes
    assert.deepEqual(
      listed.map((volume) => volume.name),
      [null],
    )
    assert.equal((await user.get(`${VOLUMES}/foreign`)).status, 404)
    assert.equal((await user.delete(`${VOLUMES}/foreign`)).status, 404)
    assert.equal((await user.get('/volume/v3/other/volumes')).status, 400)
  })

  const refusals: [sentence: string, path: string, body: unknown, status: number, message: RegExp][] = [
    ['a volume of size 0', VOLUMES, { volume: { size: 0 } }, 400, /size/],
    ['a name of 300 letters', VOLUMES, { volume: { name: 'x'.repeat(300), size: 1 } }, 400, /name/],
    ['a body that is no JSON', VOLUMES, '{', 400, /Malformed/],
    ['a body without volume', VOLUMES, { server: {} }, 400, /volume/],
    ['more than the quota', VOLUMES, { volume: { size: 1_001 } }, 413, /VolumeSizeExceedsAvailableQuota/],
    ['an unknown volume type', VOLUMES, { volume: { size: 1, volume_type: 'none' } }, 404, /none/],
    ['a backup of a foreign volume', BACKUPS, { backup: { volume_id: 'foreign' } }, 404, /foreign/],
  ]
  for (const [sentence, path, body, status, message] of refusals) {
    it(`are not created from ${sentence}`, async () => {
      const answer = await user.post(path, body)
      assert.equal(answer.status, status)
      assert.match(answer.text, message)
      assert.deepEqual(remainingObjects(cloud), [])
    })
  }

  it('count against limits and quotas, which a member may read', async () => {
    const limits = (await user.get('/volume/v3/{project}/limits')).json<{ limits: { absolute: object } }>().limits
    assert.partialDeepStrictEqual(limits.absolute, { maxTotalVolumes: 10, totalVolumesUsed: 1, totalGigabytesUsed: 1 })
    const quotas = await user.get('/volume/v3/{project}/os-quota-sets/other')
    assert.equal(quotas.status, 403)
    const own = await user.get(`/volume/v3/${user.project}/os-quota-sets/${user.project}?usage=True`)
    assert.partialDeepStrictEqual(own.json(), { quota_set: { volumes: { limit: 10, in_use: 1, reserved: 0 } } })
    assert.equal((await user.get('/volume/v3/{project}/os-services')).status, 403)
    assert.match((await user.get('/volume/v3/{project}/os-availability-zone')).text, /"zoneName":"nova"/)
  })

  it('are paged by marker, newest first', async () => {
    const ids: string[] = []
    for (const name of ['one', 'two', 'three']) {
      ids.push(idIn(await user.post(VOLUMES, { volume: { name, size: 1 } })))
    }
    const seen: string[] = []
    for (let path = `/volume/v3/${user.project}/volumes?limit=2`; path !== ''; ) {
      const page = (await user.get(path)).json<{ volumes: Described[]; volumes_links?: { href: string }[] }>()
      seen.push(...page.volumes.map((volume) => String(volume.name)))
      path = page.volumes_links?.[0]?.href.slice(cloud.url.length) ?? ''
    }
    assert.deepEqual(seen, ['three', 'two', 'one', 'null'])
    assert.equal((await user.get(`${VOLUMES}?marker=none`)).status, 404)
    for (const id of ids) await becomes(`${VOLUMES}/${id}`, 'available')
    for (const id of ids) await user.delete(`${VOLUMES}/${id}`)
    for (const id of ids) await vanishes(`${VOLUMES}/${id}`)
  })
})
