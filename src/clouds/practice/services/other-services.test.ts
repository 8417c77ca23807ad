import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { askPracticeCloud, signIn } from '../ask-practice-cloud.ts'
import type { PracticeCloud } from '../practice-cloud.ts'
import { startPracticeCloud } from '../start-practice-cloud.ts'

describe('The other services of the practice cloud', () => {
  let cloud: PracticeCloud
  let header: Record<string, string>
  let project: string
  before(async () => {
    cloud = await startPracticeCloud({ clock: () => new Date('2026-11-21T12:00:00Z') })
    const session = await signIn(cloud)
    header = session.header
    project = session.project
  })
  after(() => cloud.stop())

  const ask = (path: string, headers = {}) =>
    askPracticeCloud(cloud, path.replace('{project}', project), { headers: { ...header, ...headers } })

  const versions: [path: string, status: number][] = [
    ['/volume/', 300],
    ['/network/', 200],
    ['/key-manager/', 300],
    ['/load-balancer/', 200],
    ['/placement/', 200],
  ]
  for (const [path, status] of versions) {
    it(`names the versions at ${path} without a token`, async () => {
      const answer = await askPracticeCloud(cloud, path)
      assert.equal(answer.status, status)
      assert.ok('versions' in answer.json())
    })
  }

  for (const path of [
    '/volume/v3/{project}/types',
    '/network/v2.0/extensions',
    '/network/v2.0/default-security-group-rules',
    '/key-manager/v1/secrets',
    '/load-balancer/v2/lbaas/loadbalancers',
    '/swift/v1/AUTH_{project}',
    '/placement/resource_providers',
  ]) {
    it(`refuses ${path} without a token`, async () => {
      assert.equal((await askPracticeCloud(cloud, path.replace('{project}', project))).status, 401)
    })
  }

  it('pages volume types by marker', async () => {
    const names: string[] = []
    for (let path = `/volume/v3/${project}/types?limit=2`; path !== ''; ) {
      const page = (await ask(path)).json<{
        volume_types: { name: string }[]
        volume_type_links?: { href: string }[]
      }>()
      names.push(...page.volume_types.map((type) => type.name))
      path = page.volume_type_links?.[0]?.href.slice(cloud.url.length) ?? ''
    }
    assert.equal(names.length, 5)
    assert.equal(new Set(names).size, 5)
  })

  const volumeRequests: [path: string, version: string, status: number][] = [
    ['/volume/v3/{project}/types', 'volume 3.70', 200],
    ['/volume/v3/{project}/types', 'volume 3.71', 406],
    ['/volume/v3/{project}/types', 'volume three', 400],
    ['/volume/v3/other/types', 'volume 3.0', 400],
    ['/volume/v3/{project}/types/none', 'volume 3.0', 404],
    ['/volume/v3/{project}/snapshots', 'volume 3.0', 404],
  ]
  for (const [path, version, status] of volumeRequests) {
    it(`answers ${path} in ${version} with ${status}`, async () => {
      assert.equal((await ask(path, { 'openstack-api-version': version })).status, status)
    })
  }

  it('admits nothing into new security groups save from the same group', async () => {
    const { default_security_group_rules: rules } = (await ask('/network/v2.0/default-security-group-rules')).json<{
      default_security_group_rules: {
        direction: string
        remote_group_id: string | null
        used_in_non_default_sg: boolean
      }[]
    }>()
    const ingress = rules.filter((rule) => rule.direction === 'ingress')
    assert.deepEqual(new Set(ingress.map((rule) => rule.remote_group_id)), new Set(['PARENT']))
    assert.ok(ingress.every((rule) => !rule.used_in_non_default_sg))
    assert.equal(rules.length, 4)
  })

  it('shows the external network among the external ones only', async () => {
    const names = async (query: string) =>
      (await ask(`/network/v2.0/networks?router:external=${query}`))
        .json<{ networks: { name: string }[] }>()
        .networks.map((network) => network.name)
    assert.deepEqual([await names('true'), await names('false')], [['public'], []])
  })

  it('pages secrets by offset, ten by default, and names an internal host in their references', async () => {
    const first = (await ask('/key-manager/v1/secrets')).json<SecretPage>()
    assert.deepEqual([first.secrets.length, first.total], [10, 12])
    assert.match(String(first.next), /limit=10&offset=10$/)
    const second = (await ask('/key-manager/v1/secrets?limit=10&offset=10')).json<SecretPage>()
    assert.deepEqual([second.secrets.length, second.next], [2, undefined])
    assert.ok(!first.secrets[0]?.secret_ref.startsWith(cloud.url))
  })

  it('answers S3 requests on the host of Swift in XML, and others as Swift does', async () => {
    const authorization = 'AWS4-HMAC-SHA256 Credential=none/20261121/x/s3/aws4_request, SignedHeaders=host, Signature=0'
    const signed = await askPracticeCloud(cloud, '/', { headers: { authorization, 'x-amz-date': '20261121T120000Z' } })
    assert.equal(signed.status, 403)
    assert.equal(signed.headers['content-type'], 'application/xml')
    assert.match(signed.text, /<Error><Code>InvalidAccessKeyId<\/Code>/)
    const dateless = await askPracticeCloud(cloud, '/bucket', { headers: { authorization: 'AWS none:0' } })
    assert.match(dateless.text, /<Code>AccessDenied<\/Code>/)
    assert.equal((await askPracticeCloud(cloud, '/')).status, 404)
    assert.equal((await askPracticeCloud(cloud, '/bucket')).status, 412)
    assert.equal((await ask('/swift/v1/AUTH_{project}')).status, 204)
    assert.equal((await ask('/swift/v1/AUTH_other')).status, 403)
  })
})

interface SecretPage {
  readonly secrets: readonly { readonly secret_ref: string }[]
  readonly total: number
  readonly next?: string
}
