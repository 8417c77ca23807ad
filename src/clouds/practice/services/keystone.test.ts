import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { askPracticeCloud, signIn, signInBody } from '../ask-practice-cloud.ts'
import type { PracticeCloud } from '../practice-cloud.ts'
import { startPracticeCloud } from '../start-practice-cloud.ts'

const TOKENS = '/identity/v3/auth/tokens'

describe('Keystone of the practice cloud', () => {
  let cloud: PracticeCloud
  let now = new Date('2026-11-21T12:00:00Z')
  before(async () => {
    cloud = await startPracticeCloud({ clock: () => now })
  })
  after(() => cloud.stop())

  const ask = (path: string, options?: Parameters<typeof askPracticeCloud>[2]) => askPracticeCloud(cloud, path, options)

  for (const [name, roles] of [
    ['practice', ['member', 'reader']],
    ['practice-appcred', ['member', 'reader']],
    ['practice-admin', ['admin', 'manager', 'member', 'reader']],
  ] as const) {
    it(`signs ${name} in with its roles and a catalogue of its own addresses`, async () => {
      const { token } = await signIn(cloud, name)
      assert.deepEqual(
        token.roles.map((role) => role.name),
        roles,
      )
      assert.equal(token.catalog.length, 11)
      for (const { url } of token.catalog.flatMap((service) => service.endpoints)) assert.ok(url.startsWith(cloud.url))
    })
  }

  const refusals: [sentence: string, status: number, change: (body: ReturnType<typeof signInBody>) => unknown][] = [
    [
      'a wrong password',
      401,
      (body) => JSON.parse(JSON.stringify(body).replace(/"password":"[^"]+"/, '"password":"x"')),
    ],
    ['an unknown project', 401, ({ auth }) => ({ auth: { ...auth, scope: { project: { id: 'nowhere' } } } })],
    ['a scope that is a domain', 401, ({ auth }) => ({ auth: { ...auth, scope: { domain: { id: 'default' } } } })],
    ['an unknown method', 401, () => ({ auth: { identity: { methods: ['magic'] } } })],
    ['an unknown application credential', 404, () => credential({ id: 'none', secret: 'x' })],
    ['a token that never was', 401, () => ({ auth: { identity: { methods: ['token'], token: { id: 'x' } } } })],
    ['no auth', 400, () => ({})],
    ['no JSON', 400, () => '{'],
    ['a body of 100 kB', 413, () => 'x'.repeat(100_000)],
  ]
  for (const [sentence, status, change] of refusals) {
    it(`answers a sign-in with ${sentence} with ${status} and no token`, async () => {
      const answer = await ask(TOKENS, { method: 'POST', body: change(signInBody(cloud)) })
      assert.equal(answer.status, status)
      assert.equal(answer.headers['x-subject-token'], undefined)
      assert.equal(answer.json<{ error: { code: number } }>().error.code, status)
    })
  }

  it('refuses an application credential with a scope or a wrong secret', async () => {
    const { auth } = signInBody(cloud, 'practice-appcred')
    const scoped = { auth: { ...auth, scope: signInBody(cloud).auth.scope } }
    const wrong = JSON.parse(JSON.stringify({ auth }).replace(/"secret":"[^"]+"/, '"secret":"x"'))
    for (const body of [scoped, wrong]) assert.equal((await ask(TOKENS, { method: 'POST', body })).status, 401)
  })

  it('leaves the catalogue out on request and gives it separately', async () => {
    const answer = await ask(`${TOKENS}?nocatalog`, { method: 'POST', body: signInBody(cloud) })
    assert.equal('catalog' in answer.json<{ token: object }>().token, false)
    const header = { 'x-auth-token': String(answer.headers['x-subject-token']) }
    const { token } = await signIn(cloud)
    const catalogue = await ask('/identity/v3/auth/catalog', { headers: header })
    assert.deepEqual(catalogue.json().catalog, token.catalog)
  })

  it('gives a token without project neither roles nor catalogue, and exchanges it for one with project', async () => {
    const { identity, scope } = signInBody(cloud).auth
    const answer = await ask(TOKENS, { method: 'POST', body: { auth: { identity } } })
    const { token } = answer.json<{ token: object }>()
    assert.deepEqual(['roles' in token, 'catalog' in token, 'project' in token], [false, false, false])
    const byToken = { methods: ['token'], token: { id: answer.headers['x-subject-token'] } }
    const exchanged = await ask(TOKENS, { method: 'POST', body: { auth: { identity: byToken, scope } } })
    assert.equal(exchanged.status, 201)
    assert.deepEqual(exchanged.json<{ token: { methods: string[] } }>().token.methods, ['token', 'password'])
  })

  it('validates a token, and no longer after it was revoked', async () => {
    const asking = await signIn(cloud)
    const subject = await signIn(cloud)
    const headers = { ...asking.header, 'x-subject-token': subject.header['x-auth-token'] }
    assert.equal((await ask(TOKENS, { headers })).status, 200)
    assert.equal((await ask(TOKENS, { headers, method: 'HEAD' })).status, 200)
    assert.equal((await ask(TOKENS, { headers, method: 'DELETE' })).status, 204)
    assert.equal((await ask(TOKENS, { headers })).status, 404)
    assert.equal((await ask('/image/v2/images', { headers: subject.header })).status, 401)
  })

  it('lets nobody see the token of somebody else, save the administrator', async () => {
    const [member, admin] = [await signIn(cloud), await signIn(cloud, 'practice-admin')]
    const validate = (who: typeof member, whose: typeof member) =>
      ask(TOKENS, { headers: { ...who.header, 'x-subject-token': whose.header['x-auth-token'] } })
    assert.equal((await validate(member, admin)).status, 403)
    assert.equal((await validate(admin, member)).status, 200)
  })

  it('ends a token at the moment that it announced', async () => {
    const { header, token } = await signIn(cloud)
    assert.equal(token.expires_at, '2026-11-22T12:00:00.000000Z')
    now = new Date('2026-11-22T11:59:59.999Z')
    assert.equal((await ask('/identity/v3/auth/catalog', { headers: header })).status, 200)
    now = new Date('2026-11-22T12:00:00Z')
    const late = await ask('/identity/v3/auth/catalog', { headers: header })
    assert.equal(late.status, 401)
    assert.equal(late.headers['www-authenticate'], `Keystone uri="${cloud.authUrl}"`)
  })

  it('names its versions without a token, and the lists of users to nobody', async () => {
    assert.equal((await ask('/identity')).status, 300)
    const { version } = (await ask('/identity/v3/')).json<{ version: { links: { href: string }[] } }>()
    assert.equal(version.links[0]?.href, `${cloud.authUrl}/`)
    const { header } = await signIn(cloud)
    assert.equal((await ask('/identity/v3/users', { headers: header })).status, 403)
    assert.equal((await ask('/identity/v3/nothing', { headers: header })).status, 404)
  })
})

function credential(value: object): object {
  return { auth: { identity: { methods: ['application_credential'], application_credential: value } } }
}
