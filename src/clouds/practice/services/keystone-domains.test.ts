import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { asDomainManager, asPracticeUser, type PracticeAsker } from '../as-practice-user.ts'
import type { AskedAnswer } from '../ask-practice-cloud.ts'
import { askPracticeCloud } from '../ask-practice-cloud.ts'
import { roleId } from '../content/domains.ts'
import type { PracticeCloud } from '../practice-cloud.ts'
import { remainingObjects } from '../remaining-objects.ts'
import { startPracticeCloud } from '../start-practice-cloud.ts'

const API = '/identity/v3'
const KINDS = ['user', 'project', 'group'] as const

describe('A domain manager of the practice cloud', () => {
  let cloud: PracticeCloud
  let managers: PracticeAsker[]
  let domains: string[]
  before(async () => {
    cloud = await startPracticeCloud({ clock: () => new Date('2026-11-21T12:00:00Z') })
    managers = await Promise.all([asDomainManager(cloud, 0), asDomainManager(cloud, 1)])
    domains = await Promise.all(
      managers.map(async (manager) => bodyIn<{ id: string }[]>(await manager.get(`${API}/domains`))[0]?.id ?? ''),
    )
  })
  after(() => cloud.stop())

  const bodyIn = <T>(answer: AskedAnswer): T => Object.values(answer.json<Record<string, T>>())[0] as T
  const own = (): PracticeAsker => managers[0] as PracticeAsker
  const other = (): PracticeAsker => managers[1] as PracticeAsker
  const make = async (
    manager: PracticeAsker,
    kind: (typeof KINDS)[number],
    name: string,
    domainId: string | undefined,
  ) => bodyIn<{ id: string }>(await manager.post(`${API}/${kind}s`, { [kind]: { name, domain_id: domainId } })).id

  it('signs in for the own domain only, sees it, and finds the own user', async () => {
    const [name, foreign] = cloud.domainManagers.map((manager) => manager.domainName)
    assert.notEqual(domains[0], domains[1])
    assert.equal(bodyIn<{ name: string }>(await own().get(`${API}/domains/${domains[0]}`)).name, name)
    assert.equal((await own().get(`${API}/domains/${domains[1]}`)).status, 403)
    const users = bodyIn<{ name: string }[]>(await own().get(`${API}/users`))
    assert.deepEqual(
      users.map((user) => user.name),
      [cloud.domainManagers[0]?.username],
    )
    const access = cloud.domainManagers[0]
    const password = { user: { name: access?.username, domain: { name }, password: access?.password } }
    const auth = { identity: { methods: ['password'], password }, scope: { domain: { name: foreign } } }
    assert.equal((await askPracticeCloud(cloud, `${API}/auth/tokens`, { method: 'POST', body: { auth } })).status, 401)
  })

  for (const kind of KINDS) {
    it(`creates, finds, changes and deletes a ${kind} in the own domain`, async () => {
      const id = await make(own(), kind, `scs-test-${kind}`, domains[0])
      const path = `${API}/${kind}s/${id}`
      assert.partialDeepStrictEqual(bodyIn(await own().get(path)), { id, domain_id: domains[0] })
      const found = bodyIn<{ id: string }[]>(
        await own().get(`${API}/${kind}s?name=scs-test-${kind}&domain_id=${domains[0]}`),
      )
      assert.deepEqual(
        found.map((object) => object.id),
        [id],
      )
      const twice = await own().post(`${API}/${kind}s`, { [kind]: { name: `scs-test-${kind}`, domain_id: domains[0] } })
      assert.equal(twice.status, 409)
      assert.equal((await own().patch(path, { [kind]: { description: 'new' } })).status, 200)
      assert.match((await own().get(path)).text, /"description":"new"/)
      assert.equal((await own().delete(path)).status, 204)
      assert.ok([403, 404].includes((await own().get(path)).status))
      assert.deepEqual(remainingObjects(cloud), [])
    })

    it(`is refused a ${kind} without domain, and everything about one of the other domain`, async () => {
      const foreign = await make(other(), kind, 'scs-test-foreign', domains[1])
      const path = `${API}/${kind}s/${foreign}`
      const answers = [
        await own().post(`${API}/${kind}s`, { [kind]: { name: 'scs-test-x' } }),
        await own().post(`${API}/${kind}s`, { [kind]: { name: 'scs-test-x', domain_id: domains[1] } }),
        await own().get(path),
        await own().patch(path, { [kind]: { name: 'stolen' } }),
        await own().delete(path),
        await own().get(`${API}/${kind}s?domain_id=${domains[1]}`),
      ]
      assert.deepEqual(
        answers.map(({ status }) => status),
        answers.map(() => 403),
      )
      assert.equal((await other().delete(path)).status, 204)
      assert.deepEqual(remainingObjects(cloud), [])
    })
  }

  it('grants and revokes permitted roles inside the own domain, and never admin', async () => {
    const user = await make(own(), 'user', 'scs-test-u', domains[0])
    const group = await make(own(), 'group', 'scs-test-g', domains[0])
    const project = await make(own(), 'project', 'scs-test-p', domains[0])
    const foreign = await make(other(), 'user', 'scs-test-f', domains[1])
    const member = bodyIn<{ id: string }[]>(await own().get(`${API}/roles?name=member`))[0]?.id
    assert.equal(member, roleId('member'))
    for (const scope of [`domains/${domains[0]}`, `projects/${project}`]) {
      for (const actor of [`users/${user}`, `groups/${group}`]) {
        const place = `${API}/${scope}/${actor}/roles`
        assert.equal((await own().put(`${place}/${member}`, {})).status, 204)
        assert.equal((await own().head(`${place}/${member}`)).status, 204)
        const [name, id] = actor.split('/')
        const query = `${name?.slice(0, -1)}.id=${id}&scope.${scope.replace(/s\/.*/, '')}.id=${scope.split('/')[1]}`
        assert.equal(bodyIn<object[]>(await own().get(`${API}/role_assignments?${query}`)).length, 1)
        assert.equal((await other().delete(`${place}/${member}`)).status, 403)
        assert.equal((await own().delete(`${place}/${member}`)).status, 204)
        assert.equal((await own().delete(`${place}/${member}`)).status, 404)
        assert.equal((await own().put(`${place}/${roleId('admin')}`, {})).status, 403)
      }
    }
    assert.equal((await own().put(`${API}/domains/${domains[1]}/users/${foreign}/roles/${member}`, {})).status, 403)
    assert.equal((await own().put(`${API}/projects/${project}/users/${foreign}/roles/${member}`, {})).status, 403)
    assert.equal((await own().get(`${API}/users/${foreign}/projects`)).status, 403)
    assert.equal((await own().post(`${API}/roles`, { role: { name: 'scs-test-role' } })).status, 403)
    assert.equal((await own().delete(`${API}/roles/${member}`)).status, 403)
    for (const path of [`users/${user}`, `groups/${group}`, `projects/${project}`]) await own().delete(`${API}/${path}`)
    await other().delete(`${API}/users/${foreign}`)
    assert.deepEqual(remainingObjects(cloud), [])
  })

  it('handles members of own groups, but no foreign user and no foreign group', async () => {
    const user = await make(own(), 'user', 'scs-test-u', domains[0])
    const group = await make(own(), 'group', 'scs-test-g', domains[0])
    const foreign = await make(other(), 'user', 'scs-test-f', domains[1])
    const members = `${API}/groups/${group}/users`
    assert.equal((await own().head(`${members}/${user}`)).status, 404)
    assert.equal((await own().put(`${members}/${user}`, {})).status, 204)
    assert.equal((await own().head(`${members}/${user}`)).status, 204)
    assert.deepEqual(
      bodyIn<{ id: string }[]>(await own().get(members)).map(({ id }) => id),
      [user],
    )
    assert.equal((await own().put(`${members}/${foreign}`, {})).status, 403)
    assert.equal((await other().get(members)).status, 403)
    assert.equal((await other().delete(`${members}/${user}`)).status, 403)
    assert.equal((await own().delete(`${API}/users/${user}`)).status, 204, 'the membership goes with the user')
    assert.equal((await own().delete(`${API}/groups/${group}`)).status, 204)
    await other().delete(`${API}/users/${foreign}`)
    assert.deepEqual(remainingObjects(cloud), [])
  })
})

describe('A member of the practice cloud', () => {
  it('sees the own application credential and nobody else’s, and administers nothing', async () => {
    const cloud = await startPracticeCloud({ clock: () => new Date('2026-11-21T12:00:00Z') })
    try {
      const member = await asPracticeUser(cloud)
      const { projects } = (await member.get(`${API}/auth/projects`)).json<{ projects: { id: string }[] }>()
      assert.deepEqual(
        projects.map(({ id }) => id),
        [member.project],
      )
      const user = cloud.objects().find(({ kind, name }) => kind === 'user' && name === 'practice')?.id
      const list = await member.get(`${API}/users/${user}/application_credentials`)
      const [credential] = list.json<{ application_credentials: Record<string, unknown>[] }>().application_credentials
      assert.partialDeepStrictEqual(credential, { name: 'practice', expires_at: null, unrestricted: false })
      assert.equal((await member.get(`${API}/users/${user}/application_credentials/${credential?.id}`)).status, 200)
      assert.doesNotMatch(list.text, /secret/)
      const admin = cloud.objects().find(({ kind, name }) => kind === 'user' && name === 'practice-admin')?.id
      for (const path of ['users', 'projects', 'groups', 'domains', 'roles', 'role_assignments', `users/${admin}`]) {
        assert.equal((await member.get(`${API}/${path}`)).status, 403, path)
      }
      assert.equal((await member.post(`${API}/users`, { user: { name: 'x', domain_id: 'default' } })).status, 403)
    } finally {
      await cloud.stop()
    }
  })
})
