import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { connectToFake, fakeConfig, startFakeOpenStack } from '#clouds/openstack/fake-openstack.fixture.ts'
import { sendJson } from '#clouds/openstack/fake-server.fixture.ts'
import { observationFor } from '../observation.fixture.ts'
import { providerNetworksProbe } from './provider-networks.ts'

const EXTERNAL = { id: 'n1', name: 'public', 'router:external': true, project_id: 'provider' }
const V4 = { network_id: 'n1', ip_version: 4 }
const V6 = { network_id: 'n1', ip_version: 6 }

describe('the subnets of a provider network', () => {
  for (const { sentence, ids, subnets, count, versions } of [
    { sentence: 'are known where all are shown', ids: ['a', 'b'], subnets: [V6, V4], count: 2, versions: [4, 6] },
    { sentence: 'are known where only their ids are hidden', ids: null, subnets: [V4], count: null, versions: [4] },
    {
      sentence: 'are not known where only their ids are shown',
      ids: ['a', 'b'],
      subnets: [],
      count: 2,
      versions: null,
    },
    { sentence: 'are not known where some are hidden', ids: ['a', 'b'], subnets: [V4], count: 2, versions: null },
    { sentence: 'are not known where all is hidden', ids: undefined, subnets: [], count: null, versions: null },
    { sentence: 'are not known where the list of ids is empty', ids: [], subnets: [], count: 0, versions: null },
  ]) {
    test(sentence, async (t) => {
      const server = await startFakeOpenStack(t, {
        endpoints: { network: '/network/v2.0' },
        routes: {
          'GET /network/v2.0/networks': (_, response) =>
            sendJson(response, 200, { networks: [{ ...EXTERNAL, ...(ids !== undefined && { subnets: ids }) }] }),
          'GET /network/v2.0/subnets': (_, response) => sendJson(response, 200, { subnets }),
        },
      })
      const cloud = await connectToFake(t, fakeConfig(server.origin))
      const [network] = await providerNetworksProbe.observe(
        observationFor(providerNetworksProbe, cloud, '/nonexistent'),
      )
      assert.deepEqual([network?.subnetCount, network?.ipVersions], [count, versions])
    })
  }
})
