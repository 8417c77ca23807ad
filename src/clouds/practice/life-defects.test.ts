import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { asDomainManager, asPracticeUser, type PracticeAsker } from './as-practice-user.ts'
import { type AskedAnswer, askPracticeCloud, signInBody } from './ask-practice-cloud.ts'
import { roleId } from './content/domains.ts'
import { DEFECTS } from './defects.ts'
import type { PracticeCloud } from './practice-cloud.ts'
import { startPracticeCloud } from './start-practice-cloud.ts'
import {
  BACKUPS,
  becomes,
  consoleOf,
  createBackup,
  createIn,
  createSecret,
  createServer,
  createVolume,
  domainOf,
  floatingIpWish,
  gone,
  idIn,
  PACE,
  postBackup,
  postServer,
  restore,
  SECRETS,
  settle,
  shown,
  VOLUMES,
} from './user-creations.fixture.ts'

const IDENTITY = '/identity/v3'

type Look = (cloud: PracticeCloud, user: PracticeAsker) => Promise<void>
const SINGLES: Readonly<Record<string, Look>> = {
  'entropy-128': async (_, user) => assert.match(await consoleOf(user), /_scs-test-entropy-avail: 128\r/),
  'fips-failures-20': async (_, user) => assert.match(await consoleOf(user), /FIPS 140-2 failures: 20\r/),
  'fips-failures-5': async (_, user) => assert.match(await consoleOf(user), /FIPS 140-2 failures: 5\r/),
  'fips-line-absent': async (_, user) => {
    const output = await consoleOf(user)
    assert.match(output, /FIPS 140-2 successes/)
    assert.doesNotMatch(output, /failures:/)
  },
  'console-empty': async (_, user) => assert.equal(await consoleOf(user), ''),
  'console-endless': async (_, user) => {
    const output = await consoleOf(user)
    assert.match(output, /_scs-test-entropy-avail: 256/)
    assert.doesNotMatch(output, /_scs-test-end/)
  },
  'cloud-init-failed': async (_, user) => {
    const output = await consoleOf(user)
    assert.match(output, /Failed to run module scripts-user/)
    assert.doesNotMatch(output, /_scs-test-entropy-avail/)
  },
  'server-stuck-in-build': async (_, user) => {
    const server = await createServer(user)
    await settle()
    assert.equal((await shown(user, server)).status, 'BUILD')
    assert.equal((await user.delete(server)).status, 204)
    await gone(user, server)
  },
  'server-error': async (_, user) => {
    const server = await createServer(user)
    await becomes(user, server, 'ERROR')
    assert.match((await user.get(server)).text, /No valid host/)
    assert.equal((await user.delete(server)).status, 204)
    await gone(user, server)
    await user.until(VOLUMES, (answer) => answer.text === '{"volumes":[]}')
  },
  'server-delete-stuck': async (_, user) => {
    const server = await createServer(user)
    await becomes(user, server, 'ACTIVE')
    assert.equal((await user.delete(server)).status, 204)
    await settle()
    assert.match((await user.get(server)).text, /"OS-EXT-STS:task_state":"deleting"/)
  },
  'volume-error': async (_, user) => {
    const volume = await createVolume(user)
    await becomes(user, volume, 'error')
    await user.delete(volume)
    await gone(user, volume)
  },
  'volume-stuck-in-creating': async (_, user) => {
    const volume = await createVolume(user)
    await settle()
    assert.equal((await shown(user, volume)).status, 'creating')
    assert.equal((await user.delete(volume)).status, 400)
  },
  'volume-delete-stuck': async (_, user) => {
    const volume = await createVolume(user)
    await becomes(user, volume, 'available')
    await user.delete(volume)
    await settle()
    assert.equal((await shown(user, volume)).status, 'deleting')
  },
  'volume-error-deleting': async (_, user) => {
    const volume = await createVolume(user)
    await becomes(user, volume, 'available')
    await user.delete(volume)
    await becomes(user, volume, 'error_deleting')
  },
  'backup-service-missing': async (_, user) => {
    const answers = [
      await user.get(BACKUPS),
      await user.post(BACKUPS, { backup: {} }),
      await user.get(`${BACKUPS}/detail`),
    ]
    assert.deepEqual(
      answers.map(({ status }) => status),
      [404, 404, 404],
    )
    assert.equal((await user.get(VOLUMES)).status, 200)
  },
  'backup-service-down': async (_, user) => {
    const volume = await createVolume(user)
    await becomes(user, volume, 'available')
    const answer = await user.post(BACKUPS, { backup: { volume_id: volume.split('/').at(-1) } })
    assert.equal(answer.status, 500)
    assert.match(answer.text, /cinder-backup/)
    assert.equal((await shown(user, volume)).status, 'available')
  },
  'backup-service-disabled': async (_, user) => {
    const backup = await createBackup(user)
    await becomes(user, backup, 'available')
    const restored = await user.post(`${backup}/restore`, { restore: { name: 'r' } })
    const removed = await user.delete(backup)
    assert.deepEqual([restored.status, removed.status], [404, 404])
    for (const { text } of [restored, removed]) assert.match(text, /Service cinder-backup could not be found/)
    assert.match((await user.get(`${VOLUMES}?name=r`)).text, /"name":"r"/)
    assert.equal((await shown(user, backup)).status, 'available')
  },
  'backup-stuck-in-creating': async (_, user) => {
    const backup = await createBackup(user)
    await settle()
    assert.equal((await shown(user, backup)).status, 'creating')
  },
  'backup-error': async (_, user) => {
    const backup = await createBackup(user)
    await becomes(user, backup, 'error')
    assert.match((await user.get(backup)).text, /"fail_reason":"Backup service/)
    await user.delete(backup)
    await gone(user, backup)
  },
  'backup-delete-stuck': async (_, user) => {
    const backup = await createBackup(user)
    await becomes(user, backup, 'available')
    await user.delete(backup)
    await settle()
    assert.equal((await shown(user, backup)).status, 'deleting')
  },
  'restore-stuck': async (_, user) => {
    const volume = await restore(user)
    await settle()
    assert.equal((await shown(user, volume)).status, 'restoring-backup')
  },
  'restore-error': async (_, user) => {
    const volume = await restore(user)
    await becomes(user, volume, 'error_restoring')
    await user.delete(volume)
    await gone(user, volume)
  },
  'secret-create-403': async (_, user) => {
    assert.equal((await user.post(SECRETS, {})).status, 403)
    assert.equal((await user.get(SECRETS)).status, 200)
  },
  'secret-not-listed': async (_, user) => {
    const path = await createSecret(user)
    assert.equal((await user.get(`${SECRETS}?name=own`)).json<{ total: number }>().total, 0)
    assert.equal((await user.get(path)).status, 200)
  },
  'secret-delete-ignored': async (_, user) => {
    const path = await createSecret(user)
    assert.equal((await user.delete(path)).status, 204)
    assert.equal((await user.get(path)).status, 200)
  },
  'rbac-allowed': async (_, user) => {
    const network = idIn(await user.post('/network/v2.0/networks', { network: { name: 'own' } }))
    const policy = {
      object_type: 'network',
      object_id: network,
      action: 'access_as_shared',
      target_tenant: user.project,
    }
    const created = await user.post('/network/v2.0/rbac-policies', { rbac_policy: policy })
    assert.equal(created.status, 201)
    const everybody = { rbac_policy: { ...policy, target_tenant: '*' } }
    assert.equal((await user.post('/network/v2.0/rbac-policies', everybody)).status, 403)
    assert.equal((await user.delete(`/network/v2.0/rbac-policies/${idIn(created)}`)).status, 204)
  },
  'floating-ip-none-left': async (cloud, user) => {
    const answer = await user.post('/network/v2.0/floatingips', floatingIpWish(cloud))
    assert.equal(answer.status, 409)
    assert.match(answer.text, /No more IP addresses/)
  },
  'application-credential-expired': async (cloud) => {
    const wish = (name: string) => ({ method: 'POST', body: signInBody(cloud, name) }) as const
    assert.equal((await askPracticeCloud(cloud, '/identity/v3/auth/tokens', wish('practice-appcred'))).status, 401)
    assert.equal((await askPracticeCloud(cloud, '/identity/v3/auth/tokens', wish('practice'))).status, 201)
  },
  'secret-ref-hostile': async (cloud, user) => {
    const created = await user.post(SECRETS, {})
    assert.ok(created.json<{ secret_ref: string }>().secret_ref.startsWith(cloud.foreignUrl))
    assert.ok(String(created.headers.location).startsWith(cloud.foreignUrl))
    const list = await user.get(SECRETS)
    assert.ok(list.json<{ next: string }>().next.startsWith(cloud.foreignUrl))
  },
  'secret-ref-without-id': async (_, user) => {
    const created = await user.post(SECRETS, {})
    assert.match(created.json<{ secret_ref: string }>().secret_ref, /\/secrets\/$/)
  },
  'secrets-endless': async (_, user) => {
    const references = new Set<string>()
    for (const offset of [0, 10, 990]) {
      const page = (await user.get(`${SECRETS}?offset=${offset}`)).json<{
        secrets: { secret_ref: string }[]
        next: string
      }>()
      for (const secret of page.secrets) references.add(secret.secret_ref)
      assert.match(page.next, new RegExp(`offset=${offset + 10}$`))
    }
    assert.equal(references.size, 30)
  },
  'domain-manager-everywhere': async (cloud) => {
    const [manager, domain] = [await asDomainManager(cloud, 0), await domainOf(cloud, 1)]
    const created = await manager.post(`${IDENTITY}/users`, { user: { name: 'intruder', domain_id: domain } })
    assert.equal(created.status, 201)
    assert.equal((await manager.delete(`${IDENTITY}/users/${idIn(created)}`)).status, 204)
  },
  'domain-manager-grants-admin': async (cloud) => {
    const [manager, domain] = [await asDomainManager(cloud, 0), await domainOf(cloud, 0)]
    const user = idIn(await manager.post(`${IDENTITY}/users`, { user: { name: 'boss', domain_id: domain } }))
    const grant = `${IDENTITY}/domains/${domain}/users/${user}/roles/${roleId('admin')}`
    assert.equal((await manager.put(grant, {})).status, 204)
  },
  'domain-manager-changes-roles': async (cloud) => {
    const manager = await asDomainManager(cloud, 0)
    const role = `${IDENTITY}/roles/${roleId('member')}`
    const answers = [
      await manager.post(`${IDENTITY}/roles`, { role: { name: 'new' } }),
      await manager.patch(role, { role: { name: 'new' } }),
      await manager.delete(role),
    ]
    assert.deepEqual(
      answers.map(({ status }) => status),
      [201, 200, 204],
    )
  },
  'domain-manager-without-domain': async (cloud) => {
    const manager = await asDomainManager(cloud, 0)
    for (const kind of ['user', 'project', 'group']) {
      assert.equal((await manager.post(`${IDENTITY}/${kind}s`, { [kind]: { name: 'homeless' } })).status, 201)
    }
  },
  'domain-manager-powerless': async (cloud) => {
    const [manager, domain] = [await asDomainManager(cloud, 0), await domainOf(cloud, 0)]
    const wish = { user: { name: 'x', domain_id: domain } }
    const answers = [await manager.get(`${IDENTITY}/users`), await manager.post(`${IDENTITY}/users`, wish)]
    assert.deepEqual(
      answers.map(({ status }) => status),
      [403, 403],
    )
  },
}

/** What is tried against a used-up quota, and how each service refuses it. */
const QUOTA_TRIALS: Readonly<
  Record<
    string,
    readonly [refusal: number, attempt: (user: PracticeAsker, cloud: PracticeCloud) => Promise<AskedAnswer>]
  >
> = {
  instances: [403, postServer],
  cores: [403, postServer],
  ram: [403, postServer],
  volumes: [413, (user) => user.post(VOLUMES, { volume: { size: 1 } })],
  gigabytes: [413, (user) => user.post(VOLUMES, { volume: { size: 1 } })],
  backups: [413, postBackup],
  networks: [409, (user) => user.post('/network/v2.0/networks', { network: {} })],
  subnets: [409, (user) => user.post('/network/v2.0/subnets', { subnet: {} })],
  routers: [409, (user) => user.post('/network/v2.0/routers', { router: {} })],
  'floating-ips': [409, (user, cloud) => user.post('/network/v2.0/floatingips', floatingIpWish(cloud))],
  'security-groups': [409, (user) => user.post('/network/v2.0/security-groups', { security_group: { name: 'x' } })],
}

/** How something comes into being that is deleted then. */
const CREATIONS: Readonly<Record<string, (user: PracticeAsker) => Promise<string>>> = {
  servers: createServer,
  volumes: async (user) => {
    const volume = await createVolume(user)
    await becomes(user, volume, 'available')
    return volume
  },
  backups: async (user) => {
    const backup = await createBackup(user)
    await becomes(user, backup, 'available')
    return backup
  },
  networks: (user) => createIn(user, '/network/v2.0/networks', { network: {} }),
  subnets: async (user) => {
    const network = idIn(await user.post('/network/v2.0/networks', { network: {} }))
    const subnet = { network_id: network, ip_version: 4, cidr: '10.1.0.0/24' }
    return createIn(user, '/network/v2.0/subnets', { subnet })
  },
  routers: (user) => createIn(user, '/network/v2.0/routers', { router: {} }),
  'security-groups': (user) => createIn(user, '/network/v2.0/security-groups', { security_group: { name: 'x' } }),
  secrets: createSecret,
}

describe('A defect in the life of what users create', () => {
  for (const [name, look] of Object.entries(SINGLES)) {
    it(`${name} shows as it is described`, () => withDefect(name, look))
  }
  for (const [quota, [refusal, attempt]] of Object.entries(QUOTA_TRIALS)) {
    it(`quota-exceeded:${quota} refuses the next one, and only then`, async () => {
      await withDefect(`quota-exceeded:${quota}`, async (cloud, user) => {
        assert.equal((await attempt(user, cloud)).status, refusal)
      })
      await withDefect(null, async (cloud, user) => {
        assert.notEqual((await attempt(user, cloud)).status, refusal)
      })
    })
  }
  for (const [collection, create] of Object.entries(CREATIONS)) {
    it(`delete-conflict-twice:${collection} refuses two deletions and does the third`, () =>
      withDefect(`delete-conflict-twice:${collection}`, async (_, user) => {
        const path = await create(user)
        const statuses = [await user.delete(path), await user.delete(path), await user.delete(path)].map(
          ({ status }) => status,
        )
        assert.deepEqual(statuses.slice(0, 2), [409, 409])
        assert.ok([202, 204].includes(statuses[2] ?? 0), `third: ${statuses[2]}`)
        await gone(user, path)
      }))
  }
  it('is tested for each of them', () => {
    const tested = [
      ...Object.keys(SINGLES),
      ...Object.keys(QUOTA_TRIALS).map((quota) => `quota-exceeded:${quota}`),
      ...Object.keys(CREATIONS).map((collection) => `delete-conflict-twice:${collection}`),
    ]
    const known = DEFECTS.filter((defect) => defect.area === 'life').map(({ name }) => name)
    assert.deepEqual(known.sort(), tested.sort())
  })
})

async function withDefect(name: string | null, look: Look): Promise<void> {
  const defects = name === null ? [] : [name]
  const cloud = await startPracticeCloud({ clock: () => new Date('2026-11-21T12:00:00Z'), defects, pace: PACE })
  try {
    await look(cloud, await asPracticeUser(cloud))
  } finally {
    await cloud.stop()
  }
}
