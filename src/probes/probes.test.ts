import assert from 'node:assert/strict'
import { describe, type TestContext, test } from 'node:test'
import { CloudError } from '#clouds/openstack/cloud-error.ts'
import {
  connectToFake,
  type FakeOpenStackOptions,
  fakeConfig,
  startFakeOpenStack,
} from '#clouds/openstack/fake-openstack.fixture.ts'
import { type FakeServer, type Respond, sendJson } from '#clouds/openstack/fake-server.fixture.ts'
import type { OpenStackCloud } from '#clouds/openstack/openstack-cloud.ts'
import { type CloudFactName, FACT_SCHEMAS, type Facts } from '#facts/facts.ts'
import type { OpenStackProbe } from './define-probe.ts'
import { PROBES } from './index.ts'
import { observationFor } from './observation.fixture.ts'

const ENDPOINTS = {
  compute: '/compute/v2.1',
  image: '/image',
  'block-storage': '/volume/v3/p1',
  'object-store': '/v1/AUTH_p1',
}

const flavor = (number: number, more: object = {}) => ({
  id: `f${number}`,
  name: `SCS-${number}V-8`,
  vcpus: number,
  ram: 8192,
  disk: 0,
  'os-flavor-access:is_public': true,
  'OS-FLV-DISABLED:disabled': false,
  extra_specs: { 'scs:name-v2': `SCS-${number}V-8` },
  ...more,
})

const image = (id: string, more: object = {}) => ({
  id,
  name: id,
  status: 'active',
  visibility: 'public',
  os_hidden: false,
  size: 5,
  os_distro: 'debian',
  ...more,
})

const json =
  (body: unknown, status = 200): Respond =>
  (_, response) =>
    sendJson(response, status, body)

const HEALTHY: Record<string, Respond> = {
  'GET /compute/v2.1/flavors/detail': json({ flavors: Array.from({ length: 60 }, (_, index) => flavor(index + 1)) }),
  'GET /image/': json({ versions: [{ id: 'v2.15', links: [{ rel: 'self', href: '/image/v2/' }] }] }, 300),
  'GET /image/v2/images': (request, response) => {
    const { searchParams } = new URL(request.path, 'http://x')
    const visibility = searchParams.get('visibility')
    const ids = Array.from({ length: 20 }, (_, index) => `${visibility}-${index}`)
    sendJson(response, 200, { images: ids.map((id) => image(id, { visibility })) })
  },
  'GET /volume/v3/p1/types': json({
    volume_types: [
      { id: 't1', name: 'ssd', description: '[scs:encrypted]', is_public: true },
      { id: 't2', name: 'own', description: null, 'os-volume-type-access:is_public': false },
    ],
  }),
  'GET /': (_, response) => {
    response.writeHead(403, { 'content-type': 'application/xml' }).end('<Error><Code>InvalidAccessKeyId</Code></Error>')
  },
}

async function start(t: TestContext, routes: Record<string, Respond> = {}, more: FakeOpenStackOptions = {}) {
  const server = await startFakeOpenStack(t, { endpoints: ENDPOINTS, routes: { ...HEALTHY, ...routes }, ...more })
  return { server, cloud: await connectToFake(t, fakeConfig(server.origin)) }
}

async function observe<Name extends CloudFactName>(cloud: OpenStackCloud, name: Name): Promise<Facts[Name]> {
  // A mapped type cannot be followed here; each probe stands under the fact that it gives.
  const probe = PROBES[name] as OpenStackProbe as OpenStackProbe<Name>
  return (await probe.observe(observationFor(probe, cloud, '/nonexistent'))) as Facts[Name]
}

const gets = (server: FakeServer, path: string) =>
  server.requests.filter((request) => request.path.split('?')[0] === path)

const LIGHT_OF_MAIN = ['flavors', 'providedImages', 'volumeTypes', 'serviceCatalogue', 'swiftS3Answer'] as const

describe('the light probes of the required testcases', () => {
  test('need at most 8 calls for 60 flavors and 40 images, and bring what the facts promise', async (t) => {
    const { cloud } = await start(t)
    for (const name of LIGHT_OF_MAIN) FACT_SCHEMAS[name].parse(await observe(cloud, name))
    assert.ok(cloud.calls.length <= 8, `${cloud.calls.length} calls`)
    for (const [name, probe] of Object.entries(PROBES)) assert.equal(probe.gives, name)
  })
})

describe('flavors', () => {
  const list = (flavors: unknown[]) => ({ 'GET /compute/v2.1/flavors/detail': json({ flavors }) })

  test('come with their extra specs in one call', async (t) => {
    const { cloud, server } = await start(t)
    const flavors = await observe(cloud, 'flavors')
    assert.equal(flavors.length, 60)
    assert.deepEqual(flavors[0], {
      id: 'f1',
      name: 'SCS-1V-8',
      vcpus: 1,
      ramMiB: 8192,
      diskGiB: 0,
      isPublic: true,
      isDisabled: false,
      extraSpecs: { 'scs:name-v2': 'SCS-1V-8' },
    })
    assert.equal(server.requests.at(-1)?.headers['openstack-api-version'], 'compute 2.61')
  })

  test('of an old Nova are asked for one by one', async (t) => {
    const { cloud, server } = await start(t, {
      'GET /compute/v2.1/flavors/detail': (request, response) =>
        request.headers['openstack-api-version'] === undefined
          ? sendJson(response, 200, {
              flavors: [flavor(1, { extra_specs: undefined }), flavor(2, { extra_specs: undefined })],
            })
          : sendJson(response, 406, { computeFault: { message: 'too new' } }),
      'GET /compute/v2.1/flavors/f1/os-extra_specs': json({ extra_specs: { a: '1' } }),
      'GET /compute/v2.1/flavors/f2/os-extra_specs': json({ extra_specs: {} }),
    })
    assert.deepEqual(
      (await observe(cloud, 'flavors')).map((each) => each.extraSpecs),
      [{ a: '1' }, {}],
    )
    assert.equal(server.requests.length, 5)
  })

  test('whose extra specs are forbidden say so, and not all are asked for', async (t) => {
    const flavors = Array.from({ length: 60 }, (_, index) => flavor(index + 1, { extra_specs: undefined }))
    const forbidden = json({ forbidden: { message: 'Policy does not allow it' } }, 403)
    const { cloud, server } = await start(t, {
      ...list(flavors),
      ...Object.fromEntries(flavors.map(({ id }) => [`GET /compute/v2.1/flavors/${id}/os-extra_specs`, forbidden])),
    })
    const observed = await observe(cloud, 'flavors')
    assert.equal(observed.length, 60)
    for (const each of observed) {
      assert.equal(each.extraSpecs, null)
      assert.equal(each.extraSpecsWithheld?.class, 'permission')
      assert.match(each.extraSpecsWithheld?.detail ?? '', /status 403: Policy does not allow it/)
    }
    assert.ok(server.requests.length < 15, `${server.requests.length} calls`)
  })

  test('one whose extra specs fail does not hide those of the others', async (t) => {
    const { cloud } = await start(t, {
      ...list([flavor(1, { extra_specs: undefined }), flavor(2, { extra_specs: undefined }), flavor(3)]),
      'GET /compute/v2.1/flavors/f1/os-extra_specs': json({}, 500),
      'GET /compute/v2.1/flavors/f2/os-extra_specs': json({ extra_specs: { b: '2' } }),
    })
    const observed = await observe(cloud, 'flavors')
    assert.deepEqual(
      observed.map((each) => each.extraSpecs),
      [null, { b: '2' }, { 'scs:name-v2': 'SCS-3V-8' }],
    )
    assert.deepEqual(
      observed.map((each) => each.extraSpecsWithheld?.class),
      ['provider-error', undefined, undefined],
    )
  })

  test('of which one has no name are malformed', async (t) => {
    const { cloud } = await start(t, list([flavor(1, { name: null })]))
    await assert.rejects(observe(cloud, 'flavors'), { name: 'ZodError' })
  })
})

describe('images', () => {
  test('are public and community ones, each once', async (t) => {
    const { cloud, server } = await start(t, {
      'GET /image/v2/images': (request, response) =>
        sendJson(response, 200, {
          images: request.path.includes('community')
            ? [image('b'), image('c', { visibility: 'community' })]
            : [image('a'), image('b')],
        }),
    })
    assert.deepEqual(
      (await observe(cloud, 'providedImages')).map((each) => each.id),
      ['a', 'b', 'c'],
    )
    const queries = gets(server, '/image/v2/images').map((request) => request.path.split('?')[1])
    assert.deepEqual(queries.toSorted(), ['limit=1000&visibility=community', 'limit=1000&visibility=public'])
  })

  test('are followed page by page as Glance links them', async (t) => {
    const { cloud } = await start(t, {
      'GET /image/v2/images': (request, response) =>
        sendJson(
          response,
          200,
          request.path.includes('marker')
            ? { images: [image(`${request.path.length}`)] }
            : { images: [image(request.path)], next: '/v2/images?limit=1&marker=m' },
        ),
    })
    assert.equal((await observe(cloud, 'providedImages')).length, 4)
  })

  test('are not observed if one of the lists cannot be read', async (t) => {
    const { cloud } = await start(t, {
      'GET /image/v2/images': (request, response) =>
        request.path.includes('community') ? sendJson(response, 403, {}) : sendJson(response, 200, { images: [] }),
    })
    await assert.rejects(
      observe(cloud, 'providedImages'),
      (error) => error instanceof CloudError && error.status === 403,
    )
  })
})

describe('volume types', () => {
  test('keep a description that is not there as null', async (t) => {
    const { cloud } = await start(t)
    assert.deepEqual(await observe(cloud, 'volumeTypes'), [
      { id: 't1', name: 'ssd', description: '[scs:encrypted]', isPublic: true },
      { id: 't2', name: 'own', description: null, isPublic: false },
    ])
  })
})

describe('S3 beside Swift', () => {
  test('is asked for at the host of Swift, without the token', async (t) => {
    const { cloud, server } = await start(t)
    assert.deepEqual(await observe(cloud, 'swiftS3Answer'), {
      outcome: 's3',
      host: server.origin,
      evidence: 'status 403 with the S3 error InvalidAccessKeyId',
    })
    assert.equal(server.requests.at(-1)?.headers['x-auth-token'], undefined)
  })

  for (const [name, endpoints, outcome] of [
    ['nobody is asked without object store', { image: '/image' }, 'no-swift'],
    ['nobody is asked if the endpoint names no host', { 'object-store': 'https:///v1://AUTH_p1' }, 'no-host'],
  ] as const) {
    test(name, async (t) => {
      const { cloud, server } = await start(t, {}, { endpoints })
      assert.deepEqual(
        { ...(await observe(cloud, 'swiftS3Answer')), evidence: '' },
        { outcome, host: null, evidence: '' },
      )
      assert.equal(server.requests.length, 1)
    })
  }
})

describe('the catalogue', () => {
  test('is whole, with what of it is tested', async (t) => {
    const { cloud, server } = await start(t)
    const catalogue = await observe(cloud, 'serviceCatalogue')
    assert.deepEqual([catalogue.region, catalogue.interface], ['R1', 'public'])
    assert.deepEqual(
      catalogue.services.map((service) => service.type),
      Object.keys(ENDPOINTS),
    )
    assert.equal(catalogue.services[0]?.endpoints.length, 3)
    assert.equal(server.requests.length, 1)
  })
})
