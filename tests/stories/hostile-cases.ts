import { setTimeout as wait } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { CONTROL_CHARACTERS } from '#clouds/practice/defects/hostile-defects.ts'
import type { Hostility } from '../hostile-front.ts'

const FLAVORS = ['flavors', '/compute/v2.1/flavors/detail'] as const
const IMAGES = ['images', '/image/v2/images'] as const
const SIGN_IN = '/identity/v3/auth/tokens'

export interface HostileCase {
  /** A sentence about the cloud. */
  readonly cloud: string
  readonly defects?: readonly string[]
  readonly hostility?: Hostility
  /** The reasons of its ABORTs; none for a cloud that is only odd. */
  readonly aborts: readonly string[]
  /** What one of the reasons says. */
  readonly says?: RegExp
  /** Testcases that fail, rightly. */
  readonly fails?: RegExp
}

/** Clouds that answer so that a careless client crashes, hangs, runs out of memory, or obeys. */
export const HOSTILE_CASES: readonly HostileCase[] = [
  ...['flavors', 'images', 'volume-types'].flatMap((list): HostileCase[] => [
    { cloud: `${list}: a name of 10 MiB`, defects: [`huge-name:${list}`], aborts: ['provider-error'] },
    { cloud: `${list}: names with control characters`, defects: [`control-characters:${list}`], aborts: [] },
    { cloud: `${list}: keys __proto__ and constructor`, defects: [`proto-keys:${list}`], aborts: [] },
    { cloud: `${list}: a next page at another host`, defects: [`hostile-next-link:${list}`], aborts: [] },
    {
      cloud: `${list}: a redirection to another host`,
      defects: [`redirect-elsewhere:${list}`],
      aborts: ['provider-error'],
    },
    { cloud: `${list}: pages without end`, defects: [`endless-pages:${list}`], aborts: ['provider-error'] },
    { cloud: `${list}: pages in a circle`, defects: [`next-loop:${list}`], aborts: ['provider-error'] },
    { cloud: `${list}: 256 MiB of blanks`, defects: [`huge-body:${list}`], aborts: ['provider-error'] },
    { cloud: `${list}: 1 GiB behind gzip`, defects: [`gzip-bomb:${list}`], aborts: ['provider-error'] },
  ]),
  { cloud: '10 000 images', defects: ['many-images'], aborts: [] },
  { cloud: 'references to secrets lead to another host', defects: ['secret-ref-hostile'], aborts: [] },
  {
    cloud: '100 000 flavors',
    hostility: list(FLAVORS, (items) => Array.from({ length: 100_000 }, (_, index) => copy(items[0], index))),
    aborts: ['provider-error'],
    says: /bytes|items/,
  },
  {
    cloud: '40 000 flavors without SCS names in pages of 1 000',
    hostility: manyPages(40),
    aborts: [],
  },
  {
    cloud: 'objects in one another 100 000 deep',
    hostility: replaced(FLAVORS[1], () => `{"flavors":${'['.repeat(100_000)}${']'.repeat(100_000)}}`),
    aborts: ['provider-error'],
    says: /deep/,
  },
  {
    cloud: 'numbers beyond all bounds (1e400)',
    hostility: replaced(FLAVORS[1], (body) => body.replace(/"ram":\s*\d+/, '"ram":1e400')),
    aborts: ['provider-error'],
    says: /malformed/,
  },
  {
    cloud: 'NaN, which JSON does not have',
    hostility: replaced(FLAVORS[1], (body) => body.replace(/"ram":\s*\d+/, '"ram":NaN')),
    aborts: ['provider-error'],
    says: /JSON/,
  },
  {
    cloud: 'the same key twice in an object',
    hostility: replaced(FLAVORS[1], (body) => body.replace(/"ram":/, '"ram":1,"ram":')),
    aborts: [],
  },
  {
    cloud: '500 headers in an answer',
    hostility: on(FLAVORS[1], async (response, proceed) => {
      const { body } = await proceed()
      for (let index = 0; index < 500; index += 1) response.setHeader(`x-more-${index}`, 'x'.repeat(1_000))
      response.end(body)
    }),
    aborts: ['provider-error'],
  },
  {
    cloud: 'answers of one byte per second',
    hostility: on(FLAVORS[1], async (response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      while (!response.destroyed) {
        response.write(' ')
        await wait(1_000)
      }
    }),
    aborts: ['time-out'],
  },
  {
    cloud: 'a sign-in that never ends',
    hostility: on(SIGN_IN, () => {}),
    aborts: ['time-out'],
  },
  {
    cloud: 'redirections in a circle',
    hostility: on(IMAGES[1], (response) => response.writeHead(302, { location: `${IMAGES[1]}?again=1` }).end()),
    aborts: ['provider-error'],
    says: /redirection/,
  },
  {
    cloud: 'a version document that redirects in a circle',
    hostility: on('/image/', (response) => response.writeHead(300, { location: '/image/' }).end('{}')),
    aborts: [],
  },
  {
    cloud: 'a gzip bomb instead of the token',
    hostility: on(SIGN_IN, (response) => {
      response.writeHead(201, { 'content-encoding': 'gzip', 'x-subject-token': 'token' })
      response.end(gzipSync(Buffer.alloc(64 * 2 ** 20)))
    }),
    aborts: ['provider-error'],
  },
  {
    cloud: 'a token of 100 KiB',
    hostility: on(SIGN_IN, async (response, proceed) => {
      const { body } = await proceed()
      response.writeHead(201, { 'x-subject-token': 't'.repeat(100 * 1024) }).end(body)
    }),
    aborts: ['provider-error'],
  },
  {
    cloud: 'a catalogue whose addresses are none',
    hostility: on(SIGN_IN, async (response, proceed) => {
      const { body, headers } = await proceed()
      response
        .writeHead(201, headers)
        .end(body.replaceAll(/"url":\s*"[^"]*"/g, '"url":"javascript:alert(1)//\\u001b[2J"'))
    }),
    aborts: ['provider-error'],
  },
  {
    cloud: 'a user and roles whose names clear the screen',
    hostility: replaced(SIGN_IN, (body) => {
      const { token } = JSON.parse(body)
      const roles = [...token.roles, { id: 'x', name: CONTROL_CHARACTERS }]
      return JSON.stringify({ token: { ...token, roles, user: { ...token.user, name: CONTROL_CHARACTERS } } })
    }),
    aborts: [],
  },
  {
    cloud: 'no needed role, but one whose name clears the screen',
    hostility: replaced(SIGN_IN, (body) => {
      const { token } = JSON.parse(body)
      return JSON.stringify({ token: { ...token, roles: [{ id: 'x', name: CONTROL_CHARACTERS }] } })
    }),
    aborts: ['permission'],
  },
  {
    cloud: 'sixteen megabytes of empty objects in every list at once',
    hostility: ({ method, path }) => {
      const collection =
        /(flavors|images|types|networks|subnetpools|extensions|default-security-group-rules)(\/detail)?(\?|$)/.exec(
          path,
        )?.[1]
      if (method !== 'GET' || collection === undefined) return undefined
      const name = collection === 'types' ? 'volume_types' : collection.replaceAll('-', '_')
      return (response) => response.end(`{"${name}":[${'{},'.repeat(5_500_000)}{}]}`)
    },
    aborts: ['provider-error'],
    says: /values/,
  },
  {
    cloud: 'fifteen megabytes of long texts on each of endless pages',
    hostility: (request) => {
      const url = new URL(request.path, 'http://front')
      if (url.pathname !== IMAGES[1]) return undefined
      const page = Number(url.searchParams.get('marker') ?? 0)
      const texts = Array.from({ length: 230 }, (_, index) => [`text_${index}`, 'x'.repeat(65_000)])
      const image = {
        id: `page-${page}`,
        name: 'i',
        status: 'active',
        visibility: 'public',
        ...Object.fromEntries(texts),
      }
      return (response) => response.end(JSON.stringify({ images: [image], next: `/v2/images?marker=${page + 1}` }))
    },
    aborts: ['provider-error'],
    says: /bytes/,
  },
  {
    cloud: 'as many long texts as the limits allow',
    hostility: (request) => {
      const url = new URL(request.path, 'http://front')
      if (url.pathname !== IMAGES[1] || url.searchParams.get('visibility') !== 'public') return undefined
      return (response) => {
        const text = 'x'.repeat(60_000)
        const image = {
          name: 'i',
          status: 'active',
          visibility: 'public',
          architecture: text,
          os_distro: text,
          os_version: text,
        }
        response.end(
          JSON.stringify({ images: Array.from({ length: 80 }, (_, index) => ({ ...image, id: `i${index}` })) }),
        )
      }
    },
    aborts: [],
    fails: /scs-010[24]|siegel-0104/,
  },
  {
    cloud: 'errors with control characters and markup',
    hostility: on(IMAGES[1], (response) => {
      response.writeHead(500, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ error: { message: `${CONTROL_CHARACTERS}<script>alert(1)</script>]]>` } }))
    }),
    aborts: ['provider-error'],
    says: /<script>/,
  },
  {
    cloud: 'errors of 10 MiB of opened tags',
    hostility: on(IMAGES[1], (response) => response.writeHead(500).end('<script'.repeat(1_500_000))),
    aborts: ['provider-error'],
  },
  {
    cloud: 'an answer that is none, but a flood without end of line',
    hostility: on(IMAGES[1], async (response) => {
      response.socket?.write('HTTP/1.1 200 OK\r\nx: ')
      const flood = Buffer.alloc(65_536, 'x')
      while (response.socket?.writable) {
        response.socket.write(flood)
        await wait(1)
      }
    }),
    aborts: ['provider-error'],
  },
  {
    cloud: 'images named like formulas, markup and paths',
    hostility: list(IMAGES, (items) => [
      ...items,
      ...[
        '<img src=x onerror=alert(1)>',
        '"><script>alert(1)</script>',
        ']]>&amp;',
        '../../etc/passwd',
        '=cmd()',
        '',
      ].map((name, index) => ({ ...copy(items[0], index), name, architecture: 'y86_64' })),
    ]),
    aborts: [],
    fails: /prop-architecture|os_purpose-uniqueness/,
  },
  {
    cloud: 'ids that climb out of the path',
    hostility: list(FLAVORS, (items) =>
      items.map((item) => ({ ...item, id: '../../../identity/v3', extra_specs: undefined })),
    ),
    aborts: ['provider-error'],
  },
]

/** Answers requests whose path begins like this; the query does not matter. */
function on(path: string, answer: NonNullable<ReturnType<Hostility>>): Hostility {
  return (request) => (request.path.split('?')[0] === path ? answer : undefined)
}

/** The cloud's own answer with another body. */
function replaced(path: string, change: (body: string) => string): Hostility {
  return on(path, async (response, proceed) => {
    const { body, headers, status } = await proceed()
    response.writeHead(status, headers).end(change(body))
  })
}

type Item = Readonly<Record<string, unknown>>

/** The cloud's own list with other items. */
function list([collection, path]: readonly [string, string], change: (items: readonly Item[]) => readonly Item[]) {
  return replaced(path, (body) => {
    const page = JSON.parse(body) as Record<string, readonly Item[]>
    return JSON.stringify({ ...page, [collection]: change(page[collection] ?? []) })
  })
}

function copy(item: Item | undefined, index: number): Item {
  return { ...item, id: `copy-${index}`, name: `copy-${index}` }
}

/** The cloud's own flavors, then so many pages of a thousand others. */
function manyPages(pages: number): Hostility {
  return (request) => {
    const url = new URL(request.path, 'http://front')
    if (url.pathname !== FLAVORS[1]) return undefined
    const page = Number(/^page-(\d+)$/.exec(url.searchParams.get('marker') ?? '')?.[1] ?? 0)
    return async (response, proceed) => {
      if (page > 0) {
        response.end(
          JSON.stringify({ flavors: flavorPage(page), ...(page < pages && { flavors_links: nextLink(page) }) }),
        )
        return
      }
      const { body, headers } = await proceed()
      response.writeHead(200, headers).end(JSON.stringify({ ...JSON.parse(body), flavors_links: nextLink(0) }))
    }
  }
}

function nextLink(page: number) {
  return [{ rel: 'next', href: `${FLAVORS[1]}?marker=page-${page + 1}` }]
}

function flavorPage(page: number): Item[] {
  const flavor = { vcpus: 1, ram: 1024, disk: 0, extra_specs: {} }
  return Array.from({ length: 1_000 }, (_, index) => copy(flavor, page * 1_000 + index))
}
