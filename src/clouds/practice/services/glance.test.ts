import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { askPracticeCloud, signIn } from '../ask-practice-cloud.ts'
import type { PracticeCloud } from '../practice-cloud.ts'
import { startPracticeCloud } from '../start-practice-cloud.ts'

interface ImagePage {
  readonly images: readonly { readonly id: string; readonly name: string; readonly visibility: string }[]
  readonly first: string
  readonly next?: string
}

describe('Glance of the practice cloud', () => {
  let cloud: PracticeCloud
  let header: Record<string, string>
  before(async () => {
    cloud = await startPracticeCloud({ clock: () => new Date('2026-11-21T12:00:00Z'), imageCount: 60 })
    header = (await signIn(cloud)).header
  })
  after(() => cloud.stop())

  const ask = (path: string) => askPracticeCloud(cloud, `/image${path}`, { headers: header })
  const list = async (query: string) => (await ask(`/v2/images?limit=1000${query}`)).json<ImagePage>().images

  const filters: [query: string, visibilities: string[], sentence: string][] = [
    ['', ['private', 'public'], 'without a filter the community images of others are left out'],
    ['&visibility=public', ['public'], 'only public ones on request'],
    ['&visibility=community', ['community'], 'community images on request'],
    ['&visibility=private', ['private'], 'own private ones on request'],
    ['&visibility=shared', [], 'none is shared'],
    ['&visibility=all', ['community', 'private', 'public'], 'all that the project may see on request'],
    ['&os_hidden=true&visibility=all', ['public'], 'hidden ones only on request'],
    ['&name=Debian+13', ['public'], 'images of one name'],
    ['&os_distro=fedora&visibility=community', ['community'], 'images with one property'],
  ]
  for (const [query, visibilities, sentence] of filters) {
    it(sentence, async () => {
      const seen = new Set((await list(query)).map((image) => image.visibility))
      assert.deepEqual([...seen].sort(), visibilities)
    })
  }

  it('hides an outdated image of a name that a current image has, too', async () => {
    assert.equal((await list('&name=Ubuntu+24.04')).length, 1)
    assert.equal((await list('&name=Ubuntu+24.04&os_hidden=true')).length, 1)
  })

  it('does not show the private image of the project to somebody else', async () => {
    const [own] = await list('&visibility=private')
    const other = await signIn(cloud, 'practice-admin')
    const asOther = (path: string) => askPracticeCloud(cloud, `/image${path}`, { headers: other.header })
    assert.equal((await ask(`/v2/images/${own?.id}`)).status, 200)
    assert.equal((await asOther(`/v2/images/${own?.id}`)).status, 404)
    assert.deepEqual((await asOther('/v2/images?visibility=private')).json<ImagePage>().images, [])
  })

  it('gives pages of 25 by default, with a path without prefix to the next one', async () => {
    const page = (await ask('/v2/images?visibility=public')).json<ImagePage>()
    assert.equal(page.images.length, 25)
    assert.equal(page.first, '/v2/images?visibility=public')
    assert.equal(page.next, `/v2/images?visibility=public&marker=${page.images.at(-1)?.id}`)
  })

  it('leads through all images once, page by page', async () => {
    const ids: string[] = []
    for (let path: string | undefined = '/v2/images?limit=7&visibility=all'; path !== undefined; ) {
      const page: ImagePage = (await ask(path)).json<ImagePage>()
      ids.push(...page.images.map((image) => image.id))
      path = page.next
    }
    assert.deepEqual([ids.length, new Set(ids).size], [59, 59])
  })

  for (const [path, status] of [
    ['/v2/images?limit=x', 400],
    ['/v2/images?limit=-1', 400],
    ['/v2/images?limit=0', 200],
    ['/v2/images?visibility=everything', 400],
    ['/v2/images?marker=none', 400],
    ['/v2/images/none', 404],
    ['/v2/nothing', 404],
  ] as const) {
    it(`answers ${path} with ${status}`, async () => {
      assert.equal((await ask(path)).status, status)
    })
  }

  it('names its versions without a token, and refuses the rest with a page and a challenge', async () => {
    assert.equal((await askPracticeCloud(cloud, '/image/')).status, 300)
    const refused = await askPracticeCloud(cloud, '/image/v2/images')
    assert.equal(refused.status, 401)
    assert.equal(refused.headers['www-authenticate'], `Keystone uri="${cloud.authUrl}"`)
    assert.match(String(refused.headers['content-type']), /html/)
  })
})
