import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type AskedAnswer, askPracticeCloud, signIn } from './ask-practice-cloud.ts'
import { CONTROL_CHARACTERS } from './defects/hostile-defects.ts'
import { DEFECTS } from './defects.ts'
import type { PracticeCloud } from './practice-cloud.ts'
import { startPracticeCloud } from './start-practice-cloud.ts'

const CLOCK = () => new Date('2026-11-21T12:00:00Z')
const LISTS = ['flavors', 'images', 'volume-types'] as const
type List = (typeof LISTS)[number]

interface ListPage {
  readonly ids: readonly string[]
  readonly next: string | undefined
}

/** Looks at a cloud with one defect. */
type Look = (
  ask: (list: List, query?: string) => Promise<AskedAnswer>,
  list: List,
  cloud: PracticeCloud,
) => Promise<void>

const FAMILIES: Readonly<Record<string, Look>> = {
  'server-error': async (ask, list) => {
    assert.equal((await ask(list)).status, 500)
  },
  'connection-reset': async (ask, list) => {
    await assert.rejects(ask(list))
  },
  'cut-off': async (ask, list) => {
    await assert.rejects(ask(list))
  },
  'truncated-json': async (ask, list) => {
    const answer = await ask(list)
    assert.equal(answer.status, 200)
    assert.throws(() => answer.json(), SyntaxError)
  },
  'not-json': async (ask, list) => {
    const answer = await ask(list)
    assert.deepEqual([answer.status, answer.headers['content-type']], [200, 'text/html'])
  },
  'wrong-shape': async (ask, list) => {
    assert.equal(Object.values((await ask(list)).json())[0], 'many')
  },
  'next-loop': async (ask, list) => {
    const first = pageIn(await ask(list))
    const marker = new URL(first.next ?? '').searchParams.get('marker')
    const second = pageIn(await ask(list, `&marker=${marker}`))
    assert.equal(new URL(second.next ?? '').searchParams.get('marker'), marker)
    assert.ok(second.ids.length > 0)
  },
  'hostile-next-link': async (ask, list, cloud) => {
    const first = pageIn(await ask(list))
    const next = new URL(first.next ?? '')
    assert.equal(next.origin, cloud.foreignUrl)
    const rest = pageIn(await ask(list, `&marker=${next.searchParams.get('marker')}`))
    assert.deepEqual(rest, { ids: [], next: undefined })
    assert.equal(await tokensAtForeignHost(cloud, next.pathname + next.search), 1)
  },
  'redirect-elsewhere': async (ask, list, cloud) => {
    const answer = await ask(list)
    assert.equal(answer.status, 302)
    assert.equal(new URL(String(answer.headers.location)).origin, cloud.foreignUrl)
  },
  'busy-once': async (ask, list) => {
    const first = await ask(list)
    assert.deepEqual([first.status, first.headers['retry-after']], [503, '1'])
    assert.equal((await ask(list)).status, 200)
  },
  'huge-body': async (_, list, cloud) => {
    const { body, statusCode } = await openList(cloud, list)
    let received = 0
    for await (const chunk of body) {
      received += chunk.length
      if (received > 8 * 2 ** 20) break
    }
    assert.equal(statusCode, 200)
    assert.ok(received > 8 * 2 ** 20)
  },
  'huge-name': async (ask, list) => {
    assert.ok((await ask(list)).text.length > 10 * 2 ** 20)
  },
  'control-characters': async (ask, list) => {
    assert.equal(
      Object.values((await ask(list)).json<Record<string, { name: string }[]>>())[0]?.[0]?.name,
      CONTROL_CHARACTERS,
    )
  },
  'proto-keys': async (ask, list) => {
    const [first] = Object.values((await ask(list)).json<Record<string, object[]>>())[0] ?? []
    assert.deepEqual(Object.keys(first ?? {}).slice(0, 2), ['__proto__', 'constructor'])
  },
  'gzip-bomb': async (_, list, cloud) => {
    const { body, headers } = await openList(cloud, list)
    let received = 0
    for await (const chunk of body) received += chunk.length
    assert.equal(headers['content-encoding'], 'gzip')
    assert.ok(received < 4 * 2 ** 20, `${received} bytes`)
  },
  'endless-pages': async (ask, list) => {
    const seen = new Set<string>()
    let query = ''
    for (let page = 0; page < 5; page += 1) {
      const { ids, next } = pageIn(await ask(list, query))
      for (const id of ids) seen.add(id)
      assert.equal(seen.size, ids.length * (page + 1))
      query = `&marker=${new URL(next ?? '').searchParams.get('marker')}`
    }
  },
  hang: async (_, list, cloud) => {
    await assert.rejects(openList(cloud, list, AbortSignal.timeout(150)), { name: 'TimeoutError' })
    assert.equal(cloud.calls.at(-1)?.status, null)
  },
}

describe('A defect in how the practice cloud answers', () => {
  for (const [family, look] of Object.entries(FAMILIES)) {
    for (const list of LISTS) {
      it(`${family}:${list} harms this list and no other`, () =>
        withDefect(`${family}:${list}`, async (cloud) => {
          const session = await signIn(cloud)
          const ask = (wanted: List, query = '') =>
            askPracticeCloud(cloud, pathOf(wanted, session.project) + query, { headers: session.header })
          await look(ask, list, cloud)
          for (const other of LISTS) if (other !== list) assert.ok(pageIn(await ask(other)).ids.length > 0)
        }))
    }
  }

  it('is tested for each family and each single one', () => {
    const tested = new Set([...Object.keys(FAMILIES), ...Object.keys(SINGLES)])
    const known = DEFECTS.filter((defect) => defect.area === 'transport').map(({ name }) => name.replace(/:.*/, ''))
    assert.deepEqual([...new Set(known)].sort(), [...tested].sort())
  })
})

const SINGLES: Readonly<Record<string, (cloud: PracticeCloud) => Promise<void>>> = {
  'identity-401': async (cloud) => {
    assert.equal((await askPracticeCloud(cloud, '/identity/v3/auth/tokens', { method: 'POST', body: {} })).status, 401)
    assert.equal((await askPracticeCloud(cloud, '/identity/v3')).status, 200)
  },
  'token-refused': async (cloud) => {
    assert.deepEqual(await statuses(cloud, LISTS), [401, 401, 401])
  },
  'token-expires-mid-run': async (cloud) => {
    assert.deepEqual(await statuses(cloud, [...LISTS, ...LISTS]), [200, 200, 200, 401, 401, 401])
    assert.deepEqual(await statuses(cloud, LISTS), [200, 200, 200])
  },
  'compute-500': async (cloud) => {
    assert.deepEqual(await statuses(cloud, LISTS), [500, 200, 200])
    assert.equal((await askPracticeCloud(cloud, '/compute/')).status, 500)
  },
  'images-hang': async (cloud) => {
    await assert.rejects(openList(cloud, 'images', AbortSignal.timeout(150)), { name: 'TimeoutError' })
    assert.deepEqual(await statuses(cloud, ['flavors', 'volume-types']), [200, 200])
  },
  slow: async (cloud) => {
    const before = performance.now()
    await askPracticeCloud(cloud, '/identity/v3')
    assert.ok(performance.now() - before > 1_400)
  },
  'extra-specs-403': async (cloud) => {
    const { header } = await signIn(cloud)
    const list = await askPracticeCloud(cloud, '/compute/v2.1/flavors/detail', {
      headers: { ...header, ...NEW_COMPUTE },
    })
    assert.doesNotMatch(list.text, /extra_specs/)
    const [id] = pageIn(list).ids
    const specs = await askPracticeCloud(cloud, `/compute/v2.1/flavors/${id}/os-extra_specs`, { headers: header })
    assert.equal(specs.status, 403)
  },
  'extra-specs-not-inline': async (cloud) => {
    const { header } = await signIn(cloud)
    const list = await askPracticeCloud(cloud, '/compute/v2.1/flavors/detail', {
      headers: { ...header, ...NEW_COMPUTE },
    })
    assert.doesNotMatch(list.text, /extra_specs/)
    const [id] = pageIn(list).ids
    const specs = await askPracticeCloud(cloud, `/compute/v2.1/flavors/${id}/os-extra_specs`, { headers: header })
    assert.ok('extra_specs' in specs.json())
  },
  'application-credential-unrestricted': async (cloud) => {
    const { token } = await signIn(cloud, 'practice-appcred')
    assert.match(JSON.stringify(token), /"restricted":false/)
  },
  'many-images': async (cloud) => {
    const { header } = await signIn(cloud)
    let images = 0
    for (let path = '/image/v2/images?limit=1000'; path !== ''; ) {
      const page = pageIn(await askPracticeCloud(cloud, path, { headers: header }))
      images += page.ids.length
      path = page.next === undefined ? '' : `/image${page.next}`
    }
    assert.ok(images > 9_900, `${images} images`)
  },
  'clock-skew': async (cloud) => {
    const { headers } = await askPracticeCloud(cloud, '/identity/v3')
    assert.equal(Date.parse(String(headers.date)) - CLOCK().getTime(), 600_000)
  },
  'default-rules-403': async (cloud) => {
    const { header } = await signIn(cloud)
    const path = '/network/v2.0/default-security-group-rules'
    assert.equal((await askPracticeCloud(cloud, path, { headers: header })).status, 403)
    assert.equal((await askPracticeCloud(cloud, '/network/v2.0/extensions', { headers: header })).status, 200)
  },
  'compute-old': async (cloud) => {
    const { header } = await signIn(cloud)
    const list = await askPracticeCloud(cloud, '/compute/v2.1/flavors/detail', {
      headers: { ...header, ...NEW_COMPUTE },
    })
    assert.equal(list.status, 406)
    assert.match((await askPracticeCloud(cloud, '/compute/v2.1')).text, /"version":"2\.60"/)
    assert.deepEqual(await statuses(cloud, LISTS), [200, 200, 200])
  },
}

const NEW_COMPUTE = { 'openstack-api-version': 'compute 2.61' }

describe('A defect of a whole service', () => {
  for (const [name, look] of Object.entries(SINGLES)) {
    it(`${name} shows as it is described`, () => withDefect(name, look))
  }
})

async function withDefect(name: string, look: (cloud: PracticeCloud) => Promise<void>): Promise<void> {
  const cloud = await startPracticeCloud({ clock: CLOCK, defects: [name] })
  try {
    await look(cloud)
  } finally {
    await cloud.stop()
  }
}

async function statuses(cloud: PracticeCloud, lists: readonly List[]): Promise<number[]> {
  const { header, project } = await signIn(cloud)
  const answers: number[] = []
  for (const list of lists) {
    answers.push((await askPracticeCloud(cloud, pathOf(list, project), { headers: header })).status)
  }
  return answers
}

async function openList(cloud: PracticeCloud, list: List, signal?: AbortSignal) {
  const { request } = await import('undici')
  const { header, project } = await signIn(cloud)
  return request(cloud.url + pathOf(list, project), { headers: header, ...(signal === undefined ? {} : { signal }) })
}

async function tokensAtForeignHost(cloud: PracticeCloud, path: string): Promise<number> {
  const { request } = await import('undici')
  const { body } = await request(cloud.foreignUrl + path, { headers: { 'x-auth-token': 'stolen' } })
  await body.dump()
  return cloud.calls.filter((call) => `http://${call.host}` === cloud.foreignUrl && call.sentToken).length
}

function pathOf(list: List, project: string): string {
  if (list === 'flavors') return '/compute/v2.1/flavors/detail?limit=1000'
  return list === 'images' ? '/image/v2/images?limit=1000' : `/volume/v3/${project}/types?limit=1000`
}

function pageIn(answer: AskedAnswer): ListPage {
  const page = answer.json<{
    flavors?: { id: string }[]
    images?: { id: string }[]
    volume_types?: { id: string }[]
    flavors_links?: { href: string }[]
    volume_type_links?: { href: string }[]
    next?: string
  }>()
  const items = page.flavors ?? page.images ?? page.volume_types ?? []
  const next = page.next ?? (page.flavors_links ?? page.volume_type_links)?.[0]?.href
  return { ids: items.map((item) => item.id), next }
}
