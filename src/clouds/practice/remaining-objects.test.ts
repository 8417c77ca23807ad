import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { asPracticeUser } from './as-practice-user.ts'
import type { PlantedObject } from './objects/planted-object.ts'
import { OBJECT_KINDS } from './objects/practice-object.ts'
import { missingObjects, remainingObjects } from './remaining-objects.ts'
import { startPracticeCloud } from './start-practice-cloud.ts'

const CLOCK = () => new Date('2026-11-21T12:00:00Z')
const SECRETS = '/key-manager/v1/secrets'

describe('What a test run leaves behind', () => {
  it('is what it created and did not delete', async () => {
    const cloud = await startPracticeCloud({ clock: CLOCK, pace: 1_000 })
    try {
      const user = await asPracticeUser(cloud)
      assert.deepEqual([remainingObjects(cloud), missingObjects(cloud)], [[], []])
      await user.post('/volume/v3/{project}/volumes', { volume: { name: 'forgotten', size: 1 } })
      await user.post('/network/v2.0/security-groups', { security_group: { name: 'forgotten, too' } })
      const left = remainingObjects(cloud).map(({ kind, name }) => `${kind} ${name}`)
      assert.deepEqual(left, [
        'volume forgotten',
        'security-group forgotten, too',
        'security-group-rule null',
        'security-group-rule null',
      ])
    } finally {
      await cloud.stop()
    }
  })

  it('is no foreign object, and a foreign object that it deleted, renamed or began to delete is missing', async () => {
    const cloud = await startPracticeCloud({
      clock: CLOCK,
      pace: 1_000,
      planted: [
        { kind: 'volume', name: 'scs-test-volume', owner: 'colleague', id: 'v1' },
        { kind: 'network', name: '_scs-0101-net', owner: 'colleague', id: 'n1' },
      ],
    })
    try {
      const user = await asPracticeUser(cloud)
      const secret = cloud.plant({ kind: 'secret', name: 'scs-member-role-test-secret', owner: 'member' })
      cloud.plant({ kind: 'volume', name: 'scs-test-volume', owner: 'other-project', id: 'v2' })
      assert.deepEqual([remainingObjects(cloud), missingObjects(cloud)], [[], []])
      assert.equal((await user.delete(`${SECRETS}/${secret}`)).status, 204)
      assert.equal((await user.delete('/volume/v3/{project}/volumes/v1')).status, 202)
      assert.equal((await user.put('/network/v2.0/networks/n1', { network: { name: 'mine' } })).status, 200)
      assert.deepEqual(new Set(missingObjects(cloud).map(({ id }) => id)), new Set([secret, 'v1', 'n1']))
      assert.deepEqual(remainingObjects(cloud), [])
    } finally {
      await cloud.stop()
    }
  })

  const kinds = OBJECT_KINDS.filter(
    (kind): kind is PlantedObject['kind'] => !/^(membership|role-assignment)$/.test(kind),
  )
  for (const kind of kinds) {
    it(`is told apart from a planted ${kind}, which the services show without harm`, async () => {
      const owners = ['member', 'colleague', 'other-project'] as const
      const planted = owners.map((owner): PlantedObject => ({ kind, name: `scs-test-${owner}`, owner }))
      const cloud = await startPracticeCloud({ clock: CLOCK, planted })
      try {
        const user = await asPracticeUser(cloud)
        for (const path of [
          '/compute/v2.1/servers/detail',
          '/compute/v2.1/os-keypairs',
          '/volume/v3/{project}/volumes/detail',
          '/volume/v3/{project}/backups/detail',
          ...['networks', 'subnets', 'ports', 'routers', 'floatingips', 'security-groups'].map(
            (name) => `/network/v2.0/${name}`,
          ),
          SECRETS,
        ]) {
          const answer = await user.get(path)
          assert.equal(answer.status, 200, path)
          assert.doesNotMatch(answer.text, /scs-test-other-project/, path)
        }
        assert.equal(cloud.objects().filter((object) => object.name?.startsWith('scs-test-')).length, 3)
        assert.deepEqual([remainingObjects(cloud), missingObjects(cloud)], [[], []])
      } finally {
        await cloud.stop()
      }
    })
  }
})
