import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { askPracticeCloud, signIn } from '../ask-practice-cloud.ts'
import type { PracticeCloud } from '../practice-cloud.ts'
import { startPracticeCloud } from '../start-practice-cloud.ts'

interface FlavorPage {
  readonly flavors: readonly { readonly id: string; readonly name: string; readonly extra_specs?: object }[]
  readonly flavors_links?: readonly { readonly rel: string; readonly href: string }[]
}

describe('Nova of the practice cloud', () => {
  let cloud: PracticeCloud
  let header: Record<string, string>
  before(async () => {
    cloud = await startPracticeCloud({
      clock: () => new Date('2026-11-21T12:00:00Z'),
      flavorCount: 60,
      largestPage: 20,
    })
    header = (await signIn(cloud)).header
  })
  after(() => cloud.stop())

  const ask = (path: string, headers = {}) =>
    askPracticeCloud(cloud, `/compute${path}`, { headers: { ...header, ...headers } })

  const microversions: [
    sentence: string,
    headers: Record<string, string>,
    status: number,
    version: string | undefined,
  ][] = [
    ['without a header', {}, 200, 'compute 2.1'],
    ['for 2.61', { 'openstack-api-version': 'compute 2.61' }, 200, 'compute 2.61'],
    ['for the latest', { 'openstack-api-version': 'compute latest' }, 200, 'compute 2.93'],
    ['for the maximum', { 'openstack-api-version': 'compute 2.93' }, 200, 'compute 2.93'],
    ['with the older header', { 'x-openstack-nova-api-version': '2.61' }, 200, 'compute 2.61'],
    ['for another service only', { 'openstack-api-version': 'volume 3.50' }, 200, 'compute 2.1'],
    ['for two services', { 'openstack-api-version': 'volume 3.50, compute 2.10' }, 200, 'compute 2.10'],
    ['above the maximum', { 'openstack-api-version': 'compute 2.94' }, 406, 'compute 2.94'],
    ['below the minimum', { 'openstack-api-version': 'compute 2.0' }, 406, 'compute 2.0'],
    ['of another major', { 'openstack-api-version': 'compute 3.1' }, 406, 'compute 3.1'],
    ['that is no version', { 'openstack-api-version': 'compute newest' }, 400, undefined],
  ]
  for (const [sentence, headers, status, version] of microversions) {
    it(`answers a request ${sentence} with ${status}`, async () => {
      const answer = await ask('/v2.1/flavors/detail', headers)
      assert.equal(answer.status, status)
      assert.equal(answer.headers['openstack-api-version'], version)
    })
  }

  for (const [version, isInline] of [
    ['2.60', false],
    ['2.61', true],
  ] as const) {
    it(`has extra specs in lists with ${version}: ${isInline}`, async () => {
      const { flavors } = (
        await ask('/v2.1/flavors/detail', { 'openstack-api-version': `compute ${version}` })
      ).json<FlavorPage>()
      assert.equal(
        flavors.every((flavor) => flavor.extra_specs !== undefined),
        isInline,
      )
    })
  }

  it('leads through all flavors once, page by page', async () => {
    const names: string[] = []
    let path = '/v2.1/flavors/detail?limit=7'
    let pages = 0
    for (; path !== ''; pages += 1) {
      const page = (await ask(path)).json<FlavorPage>()
      names.push(...page.flavors.map((flavor) => flavor.name))
      path = page.flavors_links?.[0]?.href.slice(`${cloud.url}/compute`.length) ?? ''
    }
    assert.equal(names.length, 60)
    assert.equal(new Set(names).size, 60)
    assert.equal(pages, 9)
  })

  it('gives no more than its largest page, and an empty one after a full last page', async () => {
    const all = (await ask('/v2.1/flavors/detail?limit=5000')).json<FlavorPage>()
    assert.equal(all.flavors.length, 20)
    const last = (await ask('/v2.1/flavors?limit=1000')).json<FlavorPage>().flavors.at(-1)
    const third = (await ask(`/v2.1/flavors?marker=${last?.id}&limit=1000`)).json<FlavorPage>().flavors.at(-1)
    const full = (await ask(`/v2.1/flavors?marker=${third?.id}&limit=20`)).json<FlavorPage>()
    assert.deepEqual([full.flavors.length, full.flavors_links?.length], [20, 1])
    const empty = (await ask(`/v2.1/flavors?marker=${full.flavors.at(-1)?.id}`)).json<FlavorPage>()
    assert.deepEqual(empty, { flavors: [] })
  })

  for (const [path, status] of [
    ['/v2.1/flavors/detail?marker=none', 400],
    ['/v2.1/flavors/detail?limit=-1', 400],
    ['/v2.1/flavors/detail?limit=0', 200],
    ['/v2.1/flavors/none', 404],
    ['/v2.1/flavors/none/os-extra_specs', 404],
    ['/v2.1/os-hypervisors', 404],
  ] as const) {
    it(`answers ${path} with ${status}`, async () => {
      assert.equal((await ask(path)).status, status)
    })
  }

  it('gives the extra specs of one flavor', async () => {
    const headers = { 'openstack-api-version': 'compute 2.61' }
    const [flavor] = (await ask('/v2.1/flavors/detail', headers)).json<FlavorPage>().flavors
    const specs = await ask(`/v2.1/flavors/${flavor?.id}/os-extra_specs`)
    assert.deepEqual(specs.json(), { extra_specs: flavor?.extra_specs })
  })

  it('names its versions without a token, and flavors to nobody without one', async () => {
    assert.equal((await askPracticeCloud(cloud, '/compute/')).status, 200)
    const { version } = (await askPracticeCloud(cloud, '/compute/v2.1')).json<{ version: { version: string } }>()
    assert.equal(version.version, '2.93')
    assert.equal((await askPracticeCloud(cloud, '/compute/v2.1/flavors/detail')).status, 401)
  })
})
