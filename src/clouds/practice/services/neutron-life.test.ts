import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { asPracticeUser, type PracticeAsker } from '../as-practice-user.ts'
import type { AskedAnswer } from '../ask-practice-cloud.ts'
import type { PracticeCloud } from '../practice-cloud.ts'
import { remainingObjects } from '../remaining-objects.ts'
import { startPracticeCloud } from '../start-practice-cloud.ts'

const API = '/network/v2.0'

describe('Networks of the practice cloud', () => {
  let cloud: PracticeCloud
  let user: PracticeAsker
  let external: string
  before(async () => {
    cloud = await startPracticeCloud({
      clock: () => new Date('2026-11-21T12:00:00Z'),
      planted: [
        { kind: 'network', name: 'foreign', owner: 'other-project', id: 'foreign' },
        { kind: 'security-group', name: 'scs-test-default-sg', owner: 'other-project', id: 'foreign' },
      ],
    })
    user = await asPracticeUser(cloud)
    const { networks } = (await user.get(`${API}/networks?router:external=true`)).json<{ networks: { id: string }[] }>()
    external = networks[0]?.id ?? ''
  })
  after(() => cloud.stop())

  const bodyIn = <T>(answer: AskedAnswer): T => Object.values(answer.json<Record<string, T>>())[0] as T
  const make = async (collection: string, singular: string, fields: object) => {
    const answer = await user.post(`${API}/${collection}`, { [singular]: fields })
    assert.equal(answer.status, 201, answer.text)
    return bodyIn<{ id: string } & Record<string, unknown>>(answer)
  }
  const errorType = (answer: AskedAnswer) => answer.json<{ NeutronError: { type: string } }>().NeutronError.type

  it('can be built up around a router, and only be taken down in the right order', async () => {
    const network = await make('networks', 'network', { name: 'net' })
    const subnet = await make('subnets', 'subnet', {
      network_id: network.id,
      ip_version: 4,
      cidr: '10.1.0.0/24',
      gateway_ip: '10.1.0.1',
      allocation_pools: [{ start: '10.1.0.100', end: '10.1.0.199' }],
      dns_nameservers: ['9.9.9.9'],
    })
    const router = await make('routers', 'router', { name: 'r', external_gateway_info: { network_id: external } })
    assert.match(JSON.stringify(router.external_gateway_info), /203\.0\.113\.\d+.*2001:db8:5ca0:ffff::/)

    const interfaces = `${API}/routers/${router.id}`
    const attached = await user.put(`${interfaces}/add_router_interface`, { subnet_id: subnet.id })
    assert.deepEqual([attached.status, attached.json<{ id: string }>().id], [200, router.id])
    assert.equal((await user.put(`${interfaces}/add_router_interface`, { subnet_id: subnet.id })).status, 400)

    const inUse = [`routers/${router.id}`, `subnets/${subnet.id}`, `networks/${network.id}`]
    for (const [index, path] of inUse.entries()) {
      const answer = await user.delete(`${API}/${path}`)
      assert.deepEqual([answer.status, errorType(answer)], [409, ['RouterInUse', 'SubnetInUse', 'NetworkInUse'][index]])
    }
    const port = await make('ports', 'port', { network_id: network.id, name: 'p' })
    assert.match(JSON.stringify(port.fixed_ips), /10\.1\.0\.1\d\d/)
    const ports = await user.get(`${API}/ports?network_id=${network.id}&fields=device_owner`)
    assert.deepEqual(ports.json(), {
      ports: [{ device_owner: 'network:dhcp' }, { device_owner: 'network:router_interface' }, { device_owner: '' }],
    })

    const cleared = await user.put(interfaces, { router: { external_gateway_info: {} } })
    assert.match(cleared.text, /"external_gateway_info":null/)
    assert.equal((await user.put(`${interfaces}/remove_router_interface`, { subnet_id: subnet.id })).status, 200)
    assert.equal((await user.put(`${interfaces}/remove_router_interface`, { subnet_id: subnet.id })).status, 404)
    for (const path of [`ports/${port.id}`, ...inUse]) {
      assert.equal((await user.delete(`${API}/${path}`)).status, 204, path)
      assert.equal((await user.delete(`${API}/${path}`)).status, 404, path)
    }
    assert.deepEqual(remainingObjects(cloud), [])
  })

  it('get a public /64 from the default pool, each another one', async () => {
    const network = await make('networks', 'network', { name: 'v6' })
    const pools = bodyIn<{ id: string; ip_version: number; is_default: boolean; shared: boolean }[]>(
      await user.get(`${API}/subnetpools?is_default=true&ip_version=6`),
    )
    assert.deepEqual(
      pools.map(({ is_default, shared }) => [is_default, shared]),
      [[true, true]],
    )
    const wish = { network_id: network.id, ip_version: 6, ipv6_ra_mode: 'slaac', ipv6_address_mode: 'slaac' }
    const first = await make('subnets', 'subnet', { ...wish, subnetpool_id: pools[0]?.id, prefixlen: 64 })
    const second = await make('subnets', 'subnet', { ...wish, use_default_subnetpool: true })
    assert.deepEqual([first.cidr, second.cidr], ['2001:db8:5ca0:1::/64', '2001:db8:5ca0:2::/64'])
    const tooSmall = await user.post(`${API}/subnets`, {
      subnet: { ...wish, subnetpool_id: pools[0]?.id, prefixlen: 80 },
    })
    assert.equal(tooSmall.status, 400)
    assert.equal((await user.delete(`${API}/networks/${network.id}`)).status, 204, 'its subnets go with it')
    assert.deepEqual(remainingObjects(cloud), [])
  })

  it('give floating IPs, and take them back', async () => {
    const floating = await make('floatingips', 'floatingip', { floating_network_id: external })
    assert.match(String(floating.floating_ip_address), /^203\.0\.113\.\d+$/)
    assert.equal((await user.delete(`${API}/floatingips/${floating.id}`)).status, 204)
    assert.deepEqual(remainingObjects(cloud), [])
  })

  it('have security groups with the rules of the template, which go with their group', async () => {
    const group = await make('security-groups', 'security_group', { name: 'own', description: '' })
    const rules = group.security_group_rules as { direction: string; ethertype: string; remote_group_id: unknown }[]
    assert.deepEqual(rules.map((rule) => `${rule.direction} ${rule.ethertype}`).sort(), ['egress IPv4', 'egress IPv6'])
    const ingress = { security_group_id: group.id, direction: 'ingress', ethertype: 'IPv4' }
    await make('security-group-rules', 'security_group_rule', ingress)
    const again = await user.post(`${API}/security-group-rules`, { security_group_rule: ingress })
    assert.deepEqual([again.status, errorType(again)], [409, 'SecurityGroupRuleExists'])
    assert.equal((await user.delete(`${API}/security-groups/${group.id}`)).status, 204)
    const names = bodyIn<{ name: string }[]>(await user.get(`${API}/security-groups`)).map(({ name }) => name)
    assert.deepEqual(names, ['default'])
    assert.deepEqual(remainingObjects(cloud), [])
  })

  const refusals: [sentence: string, collection: string, body: unknown, status: number, type: string][] = [
    ['an external network', 'networks', { network: { 'router:external': true } }, 403, 'PolicyNotAuthorized'],
    ['a network for everybody', 'networks', { network: { shared: true } }, 403, 'PolicyNotAuthorized'],
    [
      'a subnet on a foreign network',
      'subnets',
      { subnet: { network_id: 'foreign', ip_version: 4, cidr: '10.0.0.0/24' } },
      404,
      'NetworkNotFound',
    ],
    [
      'a default pool',
      'subnetpools',
      { subnetpool: { name: 'p', prefixes: ['10.2.0.0/16'], is_default: true } },
      403,
      'PolicyNotAuthorized',
    ],
    [
      'an RBAC policy',
      'rbac-policies',
      { rbac_policy: { object_type: 'network', object_id: 'foreign', action: 'access_as_shared', target_tenant: '*' } },
      403,
      'PolicyNotAuthorized',
    ],
    ['a network without network', 'networks', { foo: 1 }, 400, 'HTTPBadRequest'],
    ['a network from no JSON', 'networks', '{', 400, 'HTTPBadRequest'],
  ]
  for (const [sentence, collection, body, status, type] of refusals) {
    it(`may not have ${sentence} from a member`, async () => {
      const answer = await user.post(`${API}/${collection}`, body)
      assert.deepEqual([answer.status, errorType(answer)], [status, type])
      assert.deepEqual(remainingObjects(cloud), [])
    })
  }

  it('hide what is foreign, and let nobody delete what the provider has', async () => {
    assert.equal((await user.get(`${API}/networks/foreign`)).status, 404)
    assert.equal((await user.delete(`${API}/security-groups/foreign`)).status, 404)
    const answer = await user.delete(`${API}/networks/${external}`)
    assert.deepEqual([answer.status, errorType(answer)], [403, 'PolicyNotAuthorized'])
  })

  it('count against quotas, with usage where it is asked for', async () => {
    const quota = await user.get(`${API}/quotas/{project}/details.json`)
    assert.partialDeepStrictEqual(quota.json(), { quota: { security_group: { limit: 10, used: 1, reserved: 0 } } })
    assert.partialDeepStrictEqual((await user.get(`${API}/quotas/{project}`)).json(), { quota: { floatingip: 50 } })
    assert.equal((await user.get(`${API}/quotas`)).status, 403)
  })
})
