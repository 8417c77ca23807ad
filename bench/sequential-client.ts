import { Pool } from 'undici'
import type { OpenStackConfig } from '#clouds/openstack/openstack-config.ts'

/** What the client did. */
export interface SequentialRun {
  readonly calls: number
  readonly milliseconds: number
  readonly flavors: number
  readonly images: number
}

/** What is read of the answers. Only clouds that we run ourselves answer here, so nothing is checked. */
interface AnswerBody {
  readonly token: {
    readonly project: { readonly id: string }
    readonly catalog: readonly {
      readonly type: string
      readonly endpoints: readonly { readonly interface: string; readonly region: string; readonly url: string }[]
    }[]
  }
  readonly flavors: readonly { readonly id: string }[]
  readonly flavors_links?: readonly { readonly rel: string; readonly href: string }[]
  readonly images: readonly unknown[]
  readonly next?: string
}

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: AnswerBody
}

const PAGE_OF_IMAGES = 25

/**
 * Fetches the facts of the light testcases in the order and with the calls of the Python predecessor: one process, one
 * call after the other over kept connections, a version document per service, the extra specs of each flavor by a call
 * of its own (it stays below microversion 2.61), images in pages of 25. Judges nothing, so that only calls are compared.
 */
export async function fetchSequentially(config: OpenStackConfig): Promise<SequentialRun> {
  const startedAt = performance.now()
  const pools = new Map<string, Pool>()
  let calls = 0

  async function call(method: 'GET' | 'POST', url: URL, token?: string, body?: object): Promise<Answer> {
    const pool = pools.get(url.origin) ?? new Pool(url.origin, { connections: 1, pipelining: 1 })
    pools.set(url.origin, pool)
    calls += 1
    const response = await pool.request({
      method,
      path: url.pathname + url.search,
      headers: {
        accept: 'application/json',
        ...(token !== undefined && { 'x-auth-token': token }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.body.text()
    return { status: response.statusCode, headers: response.headers, body: parsed(text) as AnswerBody }
  }

  try {
    const identity = `${config.authUrl.replace(/\/+$/, '').replace(/\/v3$/, '')}/v3`
    await call('GET', new URL(identity))
    const signedIn = await call('POST', new URL(`${identity}/auth/tokens`), undefined, signInBody(config))
    const token = String(signedIn.headers['x-subject-token'])
    const project = signedIn.body.token.project.id
    await call('GET', new URL(`${identity}/auth/catalog`), token)

    const endpoint = (types: readonly string[]): URL | undefined => {
      for (const type of types) {
        for (const service of signedIn.body.token.catalog) {
          if (service.type !== type) continue
          const found = service.endpoints.find(
            (one) => one.interface === config.interface && (config.region === null || one.region === config.region),
          )
          if (found !== undefined) return new URL(found.url)
        }
      }
      return undefined
    }
    /** The base below which paths of this version are, after asking the service for its versions. */
    const discovered = async (types: readonly string[], version: string, suffix = ''): Promise<string> => {
      const url = endpoint(types)
      if (url === undefined) throw new Error(`the catalogue has no ${types[0]}`)
      const root = url.pathname.replace(/\/(v\d[\d.]*)(\/.*)?$/, '').replace(/\/$/, '')
      await call('GET', new URL(`${url.origin}${root}/`), token)
      return `${url.origin}${root}/${version}${suffix}`
    }

    const compute = await discovered(['compute'], 'v2.1')
    let flavors = 0
    for (let next: URL | undefined = new URL(`${compute}/flavors/detail`); next !== undefined; ) {
      const page = await call('GET', next, token)
      for (const { id } of page.body.flavors)
        await call('GET', new URL(`${compute}/flavors/${id}/os-extra_specs`), token)
      flavors += page.body.flavors.length
      next = nextPage(next, page.body.flavors_links?.find((link) => link.rel === 'next')?.href)
    }

    const image = await discovered(['image'], 'v2')
    let images = 0
    for (let next: URL | undefined = new URL(`${image}/images?limit=${PAGE_OF_IMAGES}`); next !== undefined; ) {
      const page = await call('GET', next, token)
      images += page.body.images.length
      next = nextPage(next, page.body.next)
    }

    const volume = await discovered(['block-storage', 'volumev3', 'block-store'], 'v3', `/${project}`)
    await call('GET', new URL(`${volume}/types`), token)

    const swift = endpoint(['object-store'])
    if (swift !== undefined) await call('GET', new URL('/', swift))
    return { calls, milliseconds: performance.now() - startedAt, flavors, images }
  } finally {
    await Promise.all([...pools.values()].map((pool) => pool.close()))
  }
}

function signInBody({ credential }: OpenStackConfig): object {
  switch (credential.method) {
    case 'password': {
      if (credential.scope.kind !== 'project') throw new Error('the bench needs a credential for a project')
      const user = { ...credential.user, password: credential.password.reveal() }
      const identity = { methods: ['password'], password: { user } }
      return { auth: { identity, scope: { project: credential.scope.project } } }
    }
    case 'application-credential': {
      const application = { ...credential.application, secret: credential.secret.reveal() }
      return { auth: { identity: { methods: ['application_credential'], application_credential: application } } }
    }
    case 'token':
      throw new Error('the bench signs in with a password or an application credential')
  }
}

function nextPage(page: URL, link: string | undefined): URL | undefined {
  const marker = link === undefined ? null : new URL(link, page).searchParams.get('marker')
  if (marker === null) return undefined
  const next = new URL(page)
  next.searchParams.set('marker', marker)
  return next
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
