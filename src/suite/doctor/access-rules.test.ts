import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ServiceCatalogue } from '#facts/openstack/service-catalogue.ts'
import { PROBES } from '#probes/index.ts'
import { accessRulesFor } from './access-rules.ts'

function catalogue(urls: Readonly<Record<string, string>>): ServiceCatalogue {
  return {
    region: 'RegionOne',
    interface: 'public',
    services: Object.entries(urls).map(([type, url]) => ({
      type,
      name: null,
      endpoints: [{ interface: 'public', region: 'RegionOne', url }],
    })),
  }
}

const NONE = catalogue({})

describe('access rules', () => {
  for (const { sentence, calls, services, rules } of [
    {
      sentence: 'are one for a call',
      calls: ['compute GET /v2.1/flavors/detail'],
      services: NONE,
      rules: ['compute GET /v2.1/flavors/detail'],
    },
    {
      sentence: 'leave out what needs no token',
      calls: ['image GET /', 'identity POST /v3/auth/tokens', 'object-store GET / (without token)'],
      services: NONE,
      rules: [],
    },
    {
      sentence: 'are the same however often a call is declared',
      calls: ['image GET /v2/images', 'image GET /v2/images'],
      services: NONE,
      rules: ['image GET /v2/images'],
    },
    {
      sentence: 'name every type under which the service is registered',
      calls: ['block-storage GET /v3/{project}/types'],
      services: catalogue({
        volumev3: 'https://cloud.example:8776/v3/a1',
        'block-storage': 'https://cloud.example:8776/v3/a1',
      }),
      rules: ['block-storage GET /v3/{project}/types', 'volumev3 GET /v3/{project}/types'],
    },
    {
      sentence: 'name a path with and without what comes before the version',
      calls: ['compute GET /v2.1/flavors/detail'],
      services: catalogue({ compute: 'https://cloud.example/compute/v2.1' }),
      rules: ['compute GET /compute/v2.1/flavors/detail', 'compute GET /v2.1/flavors/detail'],
    },
    {
      sentence: 'let whoever deletes see whether it is gone',
      calls: ['network DELETE /v2.0/networks/{id}'],
      services: NONE,
      rules: ['network GET /v2.0/networks', 'network DELETE /v2.0/networks/{id}', 'network GET /v2.0/networks/{id}'],
    },
    {
      sentence: 'let Cinder fetch the image of a volume',
      calls: ['block-storage POST /v3/{project}/volumes'],
      services: NONE,
      rules: [
        'block-storage POST /v3/{project}/volumes',
        'image GET /v2/images/{id}',
        'image GET /v2/images/{id}/file',
        'image GET /v2/schemas/image',
      ],
    },
  ]) {
    test(sentence, () => {
      const found = accessRulesFor(calls, services).map(({ service, method, path }) => `${service} ${method} ${path}`)
      assert.deepEqual(found, rules)
    })
  }

  test('of all probes are such as Keystone takes', () => {
    const rules = accessRulesFor(
      Object.values(PROBES).flatMap(({ calls }) => calls),
      NONE,
    )
    assert.ok(rules.length > 40)
    for (const { service, method, path } of rules) {
      assert.match(service, /^[a-z0-9-]{1,64}$/)
      assert.match(method, /^(GET|HEAD|POST|PUT|PATCH|DELETE)$/)
      assert.match(path, /^\/\S{1,127}$/)
      assert.doesNotMatch(path.replace(/\{\w+\}/g, ''), /[{}*]/)
    }
  })

  test('every call that a probe declares can be understood', () => {
    // The domain manager test signs in as somebody else, and handshakes are no calls.
    const { domainManagerTrial: _trial, tlsServers: _handshakes, ...others } = PROBES
    for (const call of Object.values(others).flatMap(({ calls, from }) => (from === 'openstack' ? calls : []))) {
      assert.match(call, /^([a-z0-9-]+ (GET|HEAD|POST|PUT|PATCH|DELETE) \/\S*|.* \(without token\))$/, call)
    }
  })
})
