import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { inspect } from 'node:util'
import type { AbortClass } from '#vocabulary/abort-reason.ts'
import { CloudError } from './cloud-error.ts'
import { endpointIdentity } from './endpoint-identity.ts'
import {
  CANARY,
  connectToFake,
  fakeConfig,
  fakeToken,
  PASSWORD_CREDENTIAL,
  startFakeOpenStack,
} from './fake-openstack.fixture.ts'
import { type Respond, sendJson, startFakeServer } from './fake-server.fixture.ts'
import { MOST_PAGES } from './openstack-cloud.ts'
import type { Credential } from './openstack-config.ts'
import { Secret } from './secret.ts'
import { selfSigned } from './self-signed.fixture.ts'
import { BLOCK_STORAGE, COMPUTE, IMAGE } from './services.ts'

function failsWith(abortClass: AbortClass, words: RegExp): (error: unknown) => true {
  return (error) => {
    assert.ok(error instanceof CloudError, String(error))
    assert.equal(error.reason.class, abortClass, error.message)
    assert.match(error.message, words)
    assert.doesNotMatch(`${error.message}${error.stack}${inspect(error)}${JSON.stringify(error)}`, new RegExp(CANARY))
    return true
  }
}

describe('signing in', () => {
  const scope = { kind: 'unscoped' } as const
  const user = { id: 'u1' }
  const secret = new Secret(CANARY)
  const bodies: [string, Credential, object][] = [
    [
      'a password for a project',
      PASSWORD_CREDENTIAL,
      {
        identity: {
          methods: ['password'],
          password: { user: { name: 'tester', domain: { name: 'Default' }, password: CANARY } },
        },
        scope: { project: { name: 'demo', domain: { id: 'default' } } },
      },
    ],
    [
      'an application credential by id',
      { method: 'application-credential', application: { id: 'a1' }, secret },
      { identity: { methods: ['application_credential'], application_credential: { id: 'a1', secret: CANARY } } },
    ],
    [
      'an application credential by name',
      { method: 'application-credential', application: { name: 'a', user }, secret },
      {
        identity: { methods: ['application_credential'], application_credential: { name: 'a', user, secret: CANARY } },
      },
    ],
    [
      'a token',
      { method: 'token', token: secret, scope: { kind: 'project', project: { id: 'p1' } } },
      { identity: { methods: ['token'], token: { id: CANARY } }, scope: { project: { id: 'p1' } } },
    ],
    [
      'a password for the system',
      { method: 'password', user, password: secret, scope: { kind: 'system' } },
      {
        identity: { methods: ['password'], password: { user: { id: 'u1', password: CANARY } } },
        scope: { system: { all: true } },
      },
    ],
    [
      'a password without scope',
      { method: 'password', user, password: secret, scope },
      { identity: { methods: ['password'], password: { user: { id: 'u1', password: CANARY } } } },
    ],
  ]
  for (const [name, credential, auth] of bodies) {
    test(`with ${name}`, async (t) => {
      const server = await startFakeOpenStack(t)
      const cloud = await connectToFake(t, fakeConfig(`${server.origin}/v3`, { credential }))
      assert.deepEqual(JSON.parse(server.requests[0]?.body ?? ''), { auth })
      assert.deepEqual(cloud.roles, ['member', 'reader'])
      assert.deepEqual(cloud.project, { id: 'p1', name: 'demo' })
      assert.equal(cloud.expiresAt?.toISOString(), '2026-11-22T00:00:00.000Z')
      assert.equal(cloud.calls.length, 1)
      assert.doesNotMatch(inspect(cloud, { depth: 9 }) + JSON.stringify(cloud.calls), new RegExp(`${CANARY}|token-1`))
    })
  }

  for (const [authPath, expected] of [
    ['', '/v3/auth/tokens'],
    ['/', '/v3/auth/tokens'],
    ['/v3/', '/v3/auth/tokens'],
    ['/v2.0', '/v3/auth/tokens'],
    ['/identity', '/identity/v3/auth/tokens'],
    ['/identity/v3', '/identity/v3/auth/tokens'],
  ] as const) {
    test(`at auth_url with the path "${authPath}"`, async (t) => {
      const server = await startFakeServer(t, (_, response, origin) =>
        sendJson(response, 201, { token: fakeToken(origin, {}) }, { 'x-subject-token': 'x' }),
      )
      await connectToFake(t, fakeConfig(`${server.origin}${authPath}`))
      assert.deepEqual(
        server.requests.map((request) => request.path),
        [expected],
      )
    })
  }

  const refusals: [string, number, object | string, AbortClass, RegExp][] = [
    [
      'a wrong password',
      401,
      { error: { message: `No user with password ${CANARY} here` } },
      'credential',
      /status 401: No user/,
    ],
    ['a deleted application credential', 404, { error: { message: 'Could not find it' } }, 'credential', /status 404/],
    ['a page that is no Keystone', 404, '<h1>Not Found</h1>', 'provider-error', /status 404: Not Found/],
    ['a broken Keystone', 500, { error: { message: 'Oops' } }, 'provider-error', /status 500: Oops/],
    ['a Keystone that redirects', 302, '', 'provider-error', /another origin/],
    ['an answer without a user', 201, { token: { roles: [] } }, 'provider-error', /malformed: token\.user/],
  ]
  for (const [name, status, body, abortClass, words] of refusals) {
    test(`fails with ${name}, and the password is nowhere`, async (t) => {
      const headers = status === 302 ? { location: 'http://evil.invalid/' } : { 'x-subject-token': 'x' }
      const server = await startFakeServer(t, (_, response) => {
        response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body))
      })
      await assert.rejects(connectToFake(t, fakeConfig(server.origin)), failsWith(abortClass, words))
      assert.equal(server.requests.length, 1)
    })
  }

  test('fetches the catalogue if the token came without one', async (t) => {
    const server = await startFakeServer(t, (request, response, origin) => {
      const { catalog, ...token } = fakeToken(origin, { image: '/image' }) as { catalog: unknown }
      if (request.method === 'POST') return sendJson(response, 201, { token }, { 'x-subject-token': 'tok' })
      assert.equal(request.headers['x-auth-token'], 'tok')
      sendJson(response, 200, { catalog })
    })
    const cloud = await connectToFake(t, fakeConfig(server.origin))
    assert.equal(cloud.endpoint(['image']), `${server.origin}/image`)
    assert.deepEqual(
      server.requests.map((request) => request.path),
      ['/v3/auth/tokens', '/v3/auth/catalog'],
    )
  })

  test('a cloud with TLS is known by its key, one without by its address', async (t) => {
    const tls = selfSigned()
    const server = await startFakeOpenStack(t, { tls })
    const trust = { verify: true, authorities: tls.certificate, client: null }
    const cloud = await connectToFake(t, fakeConfig(server.origin, { tls: trust }))
    const identity = endpointIdentity(cloud)
    assert.deepEqual(
      { ...identity, tlsKeySha256: null },
      { authOrigin: server.origin, region: 'R1', tlsKeySha256: null },
    )
    assert.match(identity.tlsKeySha256 ?? '', /^[0-9a-f]{64}$/)
    const plain = await startFakeOpenStack(t)
    assert.equal(endpointIdentity(await connectToFake(t, fakeConfig(plain.origin))).tlsKeySha256, null)
  })
})

describe('a token that the cloud no longer accepts', () => {
  test('is renewed once, however many calls are waiting', async (t) => {
    const guarded: Respond = (request, response) =>
      request.headers['x-auth-token'] === 'token-1'
        ? setTimeout(() => sendJson(response, 401, {}), 20)
        : sendJson(response, 200, { images: [], volume_types: [] })
    const server = await startFakeOpenStack(t, {
      endpoints: { image: '/image/v2', volumev3: '/volume/v3/p1' },
      routes: { 'GET /image/v2/images': guarded, 'GET /volume/v3/p1/types': guarded },
    })
    const cloud = await connectToFake(t, fakeConfig(server.origin))
    await Promise.all([
      cloud.fetchList(IMAGE, '/images', { collection: 'images' }),
      cloud.fetchList(IMAGE, '/images', { collection: 'images' }),
      cloud.fetchList(BLOCK_STORAGE, '/types', { collection: 'volume_types' }),
    ])
    assert.equal(server.requests.filter((request) => request.method === 'POST').length, 2)
  })

  test('is an error of the credential if a new one is refused, too', async (t) => {
    const server = await startFakeOpenStack(t, {
      endpoints: { image: '/image/v2' },
      routes: {
        'GET /image/v2/images': (_, response) =>
          sendJson(response, 401, { error: { message: `Bad token-1 ${CANARY}` } }),
      },
    })
    const cloud = await connectToFake(t, fakeConfig(server.origin))
    const fetchImages = () => cloud.fetchList(IMAGE, '/images', { collection: 'images' })
    for (let round = 0; round < 10; round++) {
      await assert.rejects(fetchImages, (error) => {
        assert.doesNotMatch(String(error), /token-1/)
        return failsWith('credential', /status 401: Bad \(secret\) \(secret\)/)(error)
      })
    }
    assert.equal(server.requests.filter((request) => request.method === 'POST').length, 6, 'sign-ins are limited')
  })
})

describe('finding the API of a service', () => {
  const list: Respond = (_, response) => sendJson(response, 200, { volume_types: [], images: [] })
  const versions =
    (id: string, href: string): Respond =>
    (_, response, origin) =>
      sendJson(response, 300, { versions: [{ id, links: [{ rel: 'self', href: href.replace('ORIGIN', origin) }] }] })

  const rows: [string, Record<string, string>, Record<string, Respond>, string[]][] = [
    [
      'a URL with the version needs no discovery',
      { image: '/image/v2/' },
      { 'GET /image/v2/images': list },
      ['/image/v2/images'],
    ],
    [
      'a URL without version is discovered',
      { image: '/image' },
      { 'GET /image/': versions('v2.15', 'ORIGIN/image/v2/'), 'GET /image/v2/images': list },
      ['/image/', '/image/v2/images'],
    ],
    [
      'a service may say that its API has another path',
      { image: '/' },
      { 'GET /': versions('v2.15', 'ORIGIN/glance/v2/'), 'GET /glance/v2/images': list },
      ['/', '/glance/v2/images'],
    ],
    [
      'a service behind a proxy may not know its own origin and path',
      { image: '/image' },
      { 'GET /image/': versions('v2.15', 'http://internal.invalid:9292/v2/'), 'GET /image/v2/images': list },
      ['/image/', '/image/v2/images'],
    ],
    [
      'a service whose list of versions is broken is asked at the usual path',
      { image: '/image' },
      { 'GET /image/': (_, response) => sendJson(response, 200, { versions: 5 }), 'GET /image/v2/images': list },
      ['/image/', '/image/v2/images'],
    ],
  ]
  for (const [name, endpoints, routes, paths] of rows) {
    test(name, async (t) => {
      const server = await startFakeOpenStack(t, { endpoints, routes })
      const cloud = await connectToFake(t, fakeConfig(server.origin))
      await cloud.fetchList(IMAGE, '/images', { collection: 'images' })
      const gets = server.requests.filter((request) => request.method === 'GET')
      assert.deepEqual(
        gets.map((request) => request.path.split('?')[0]),
        paths,
      )
    })
  }

  const volumeRows: [string, string, string][] = [
    ['volumev3', '/volume/v3/p1', '/volume/v3/p1/types'],
    ['block-storage', '/volume/v3', '/volume/v3/p1/types'],
    ['block-storage', '/v3/AUTH_p1', '/v3/AUTH_p1/types'],
    ['volumev2', '/v2/p1', '/v3/p1/types'],
    ['volume', '/volume', '/volume/v3/p1/types'],
  ]
  for (const [type, path, expected] of volumeRows) {
    test(`block storage as ${type} at ${path}`, async (t) => {
      const server = await startFakeOpenStack(t, { endpoints: { [type]: path }, routes: { [`GET ${expected}`]: list } })
      const cloud = await connectToFake(t, fakeConfig(server.origin))
      assert.deepEqual(await cloud.fetchList(BLOCK_STORAGE, '/types', { collection: 'volume_types' }), [])
    })
  }

  test('a service without an endpoint in the region is an error that names both', async (t) => {
    const server = await startFakeOpenStack(t, { endpoints: { image: '/image/v2' } })
    const cloud = await connectToFake(t, fakeConfig(server.origin, { region: 'R9' }))
    const words = /no public endpoint of image in region R9/
    await assert.rejects(
      cloud.fetchList(IMAGE, '/images', { collection: 'images' }),
      failsWith('provider-error', words),
    )
  })

  test('an endpoint that is no URL is an error', async (t) => {
    const server = await startFakeOpenStack(t, { endpoints: { image: 'ftp://x' } })
    const cloud = await connectToFake(t, fakeConfig(server.origin))
    await assert.rejects(
      cloud.fetchList(IMAGE, '/images', { collection: 'images' }),
      failsWith('provider-error', /no URL/),
    )
  })
})

describe('lists', () => {
  const pages = (next: (origin: string, page: number) => object): Record<string, Respond> => {
    let page = 0
    return {
      'GET /c/v2.1/flavors/detail': (_, response, origin) => {
        page++
        sendJson(response, 200, { flavors: [{ id: page }], ...next(origin, page) })
      },
    }
  }
  const endpoints = { compute: '/c/v2.1' }
  const novaLink = (href: string) => ({ flavors_links: [{ rel: 'next', href }] })

  test('are followed page by page, with limit, query and microversion', async (t) => {
    const next = (origin: string, page: number) =>
      page < 3 ? novaLink(`${origin}/c/v2.1/flavors/detail?marker=m%26${page}`) : {}
    const server = await startFakeOpenStack(t, { endpoints, routes: pages(next) })
    const cloud = await connectToFake(t, fakeConfig(server.origin))
    const flavors = await cloud.fetchList(COMPUTE, '/flavors/detail', {
      collection: 'flavors',
      query: { a: 'b' },
      microversion: '2.61',
    })
    assert.deepEqual(flavors, [{ id: 1 }, { id: 2 }, { id: 3 }])
    const gets = server.requests.slice(1)
    assert.deepEqual(
      gets.map((request) => request.path.split('?')[1]),
      ['limit=1000&a=b', 'limit=1000&a=b&marker=m%261', 'limit=1000&a=b&marker=m%262'],
    )
    assert.ok(gets.every((request) => request.headers['openstack-api-version'] === 'compute 2.61'))
  })

  test('never lead to another host or path, and the token goes nowhere else', async (t) => {
    const foreign = await startFakeServer(t, (_, response) => sendJson(response, 200, { flavors: [] }))
    const hostile = [
      `${foreign.origin}/c/v2.1/flavors/detail?marker=m1&limit=5`,
      '/admin/secrets?marker=m2',
      '../../../x?marker=m3',
      `//${new URL(foreign.origin).host}/?marker=m4`,
    ]
    const next = (_: string, page: number) => {
      const href = hostile[page - 1]
      return href === undefined ? {} : novaLink(href)
    }
    const server = await startFakeOpenStack(t, { endpoints, routes: pages(next) })
    const cloud = await connectToFake(t, fakeConfig(server.origin))
    assert.equal((await cloud.fetchList(COMPUTE, '/flavors/detail', { collection: 'flavors' })).length, 5)
    assert.equal(foreign.requests.length, 0)
    const paths = new Set(server.requests.slice(1).map((request) => request.path.split('?')[0]))
    assert.deepEqual([...paths], ['/c/v2.1/flavors/detail'])
  })

  const broken: [string, (origin: string, page: number) => object, RegExp][] = [
    ['go round in a circle', (_, page) => novaLink(`/x?marker=${page % 2}`), /round in a circle/],
    ['never end', (_, page) => novaLink(`/x?marker=${page}`), new RegExp(`more than ${MOST_PAGES} pages`)],
    ['have a link without marker', () => novaLink('/x?page=2'), /no marker/],
    ['are no list', () => ({ flavors: {} }), /no list flavors/],
  ]
  for (const [name, next, words] of broken) {
    test(`that ${name} are an error`, async (t) => {
      const server = await startFakeOpenStack(t, { endpoints, routes: pages(next) })
      const cloud = await connectToFake(t, fakeConfig(server.origin))
      await assert.rejects(
        cloud.fetchList(COMPUTE, '/flavors/detail', { collection: 'flavors' }),
        failsWith('provider-error', words),
      )
    })
  }

  test('an id that climbs out of its path is refused', async (t) => {
    const server = await startFakeOpenStack(t, { endpoints })
    const cloud = await connectToFake(t, fakeConfig(server.origin))
    const path = `/flavors/${encodeURIComponent('..')}/os-extra_specs`
    await assert.rejects(cloud.fetch(COMPUTE, path), failsWith('provider-error', /makes no path/))
    assert.equal(server.requests.length, 1)
  })
})
