import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ServiceCatalogue } from '#facts/openstack/service-catalogue.ts'
import { otherEndpoints, serviceEndpoints, testedPlace } from './service-endpoints.ts'

const CATALOGUE: ServiceCatalogue = {
  region: 'One',
  interface: 'public',
  services: [
    {
      type: 'volumev3',
      name: 'cinder',
      endpoints: [
        { interface: 'public', region: 'One', url: 'https://one.example/v3' },
        { interface: 'internal', region: 'One', url: 'https://inside.example/v3' },
        { interface: 'public', region: 'Two', url: 'https://two.example/v3' },
        { interface: 'public', region: 'One', url: '' },
      ],
    },
    { type: 'volumev3', name: 'second', endpoints: [{ interface: 'public', region: 'One', url: 'https://b.example' }] },
    { type: 'dns', name: null, endpoints: [{ interface: 'admin', region: null, url: 'https://dns.example' }] },
    { type: 'ha', name: null, endpoints: [] },
  ],
}

describe('the endpoints of a service', () => {
  test('are those of the tested region and interface that have an address', () => {
    assert.deepEqual(serviceEndpoints(CATALOGUE, ['block-storage', 'volumev3']), [
      { type: 'volumev3', url: 'https://one.example/v3' },
      { type: 'volumev3', url: 'https://b.example' },
    ])
    assert.deepEqual(serviceEndpoints(CATALOGUE, ['dns', 'ha', 'compute']), [])
    assert.equal(testedPlace(CATALOGUE), 'public in One')
  })

  test('are those of all regions where none is configured', () => {
    assert.equal(serviceEndpoints({ ...CATALOGUE, region: null }, ['volumev3']).length, 3)
    assert.equal(serviceEndpoints({ ...CATALOGUE, region: null, interface: 'admin' }, ['dns']).length, 1)
  })

  test('of a service elsewhere are named, and the lack of any as well', () => {
    assert.equal(otherEndpoints(CATALOGUE, ['dns']), 'admin in no region')
    assert.equal(otherEndpoints(CATALOGUE, ['ha']), 'none')
    assert.equal(otherEndpoints(CATALOGUE, ['compute']), undefined)
  })
})
