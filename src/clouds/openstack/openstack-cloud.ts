import type { ServiceCatalogue } from '#facts/openstack/service-catalogue.ts'
import { urlBelow } from '../url-below.ts'
import { CloudError } from './cloud-error.ts'
import { findEndpoint } from './find-endpoint.ts'
import { type ApiCall, callName, type HttpAnswer, type HttpClient, makeHttpClient } from './http-client.ts'
import { nextMarker } from './next-marker.ts'
import type { OpenStackConfig } from './openstack-config.ts'
import type { Secret } from './secret.ts'
import type { ServiceApi } from './services.ts'
import { makeSessionKeeper } from './session-keeper.ts'
import { statusFailure } from './status-failure.ts'
import { versionedBase } from './versioned-base.ts'

export interface ConnectOptions {
  /** Where proxies are looked up. */
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly signal?: AbortSignal
  /** For each call; 32 seconds when absent. */
  readonly timeLimitMs?: number
  /** How long to wait before each repetition of a reading call. */
  readonly repetitionDelaysMs?: readonly number[]
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined
  /** Told before each call that the method makes, so that somebody can count them; what it throws ends the method. */
  readonly onCall?: (() => void) | undefined
  readonly query?: Readonly<Record<string, string>>
  /** Such as `2.61`; sent as `OpenStack-API-Version`. */
  readonly microversion?: string | undefined
}

export interface ListOptions extends CallOptions {
  /** The key of the list in the answer, such as `flavors`. */
  readonly collection: string
}

/** One call that may change the cloud. */
export interface SendRequest extends CallOptions {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below the API version. */
  readonly path: string
  /** Sent as JSON. */
  readonly body?: unknown
  /** What kind of JSON the body is; `application/json` when absent. */
  readonly contentType?: string | undefined
  /** Statuses from 400 on that are an answer and no error. */
  readonly accept?: readonly number[]
}

export interface SendAnswer {
  readonly status: number
  /** Undefined where the answer has none, and for an accepted refusal. */
  readonly body: unknown
  /** What the cloud said, if it refused; one line. */
  readonly message: string
}

/** A cloud to which one is signed in. Every method throws a CloudError when it cannot do its work. */
export interface OpenStackCloud {
  /** The name of the entry in clouds.yaml. */
  readonly name: string
  readonly authUrl: string
  /** Effective role names of the token. */
  readonly roles: readonly string[]
  readonly user: { readonly id: string; readonly name: string }
  readonly project: { readonly id: string; readonly name: string } | null
  readonly expiresAt: Date | null
  readonly catalogue: ServiceCatalogue
  readonly warnings: readonly string[]
  /** Every API call so far. */
  readonly calls: readonly ApiCall[]
  /** Requests without a token, over the same certificates and proxies. */
  readonly http: HttpClient
  /** The URL of the first endpoint of these types, interface and region of the configuration. */
  endpoint(types: readonly string[]): string | undefined
  /** One object, by a path below the API version. */
  fetch(api: ServiceApi, path: string, options?: CallOptions): Promise<unknown>
  /** A whole list, page by page. */
  fetchList(api: ServiceApi, path: string, options: ListOptions): Promise<readonly unknown[]>
  /**
   * One call of any method. Only what cannot have been executed is sent again: after a 401 with a renewed token, and
   * DELETE when the connection broke.
   */
  send(api: ServiceApi, request: SendRequest): Promise<SendAnswer>
  /** PEM of the authorities that the configuration trusts besides or instead of the machine's; null for those alone. */
  readonly authorities: string | null
  close(): Promise<void>
}

const PAGE_SIZE = '1000'
/** That a list may have; of 1000 items each where the cloud gives so many at once, which is as many items as are taken. */
export const MOST_PAGES = 50
const MOST_ITEMS = 50_000
const MOST_LIST_BYTES = 64 * 1024 * 1024
const DELETE_ATTEMPTS = 3

/**
 * Signs in to a cloud (Identity API v3). A token that the cloud no longer accepts is renewed once per refusal, by one
 * sign-in however many calls are waiting. The token goes to the endpoints of the catalogue and nowhere else.
 *
 * @throws CloudError `credential`, `unreachable`, `time-out` or `provider-error`; none holds a secret
 */
export async function connectOpenStack(config: OpenStackConfig, options: ConnectOptions): Promise<OpenStackCloud> {
  const secrets = new Set(secretsOf(config))
  const { signal, ...httpOptions } = options
  const http = makeHttpClient({ ...httpOptions, tls: config.tls, secrets })
  try {
    const keeper = await makeSessionKeeper(http, config, secrets, signal)
    return signedIn(config, http, keeper)
  } catch (error) {
    await http.close()
    throw error
  }
}

type SessionKeeper = Awaited<ReturnType<typeof makeSessionKeeper>>

function signedIn(config: OpenStackConfig, http: HttpClient, keeper: SessionKeeper): OpenStackCloud {
  const { roles, user, project, expiresAt, services } = keeper.first
  const catalogue: ServiceCatalogue = { region: config.region, interface: config.interface, services }
  const bases = new Map<ServiceApi, Promise<URL>>()

  function baseOf(api: ServiceApi, signal: AbortSignal | undefined): Promise<URL> {
    const url = findEndpoint(catalogue, api.types)
    if (url === undefined) {
      const where = config.region === null ? '' : ` in region ${config.region}`
      const detail = `The catalogue has no ${config.interface} endpoint of ${api.types[0]}${where}.`
      return Promise.reject(new CloudError({ class: 'provider-error', detail }))
    }
    const known = bases.get(api)
    if (known !== undefined) return known
    const base = versionedBase(http, api, url, project?.id ?? null, signal)
    bases.set(api, base)
    base.catch(() => bases.delete(api))
    return base
  }

  async function exchange(
    api: ServiceApi,
    path: string,
    options: CallOptions,
  ): Promise<{ url: URL; answer: HttpAnswer }> {
    const { url, answer } = await call(api, { ...options, method: 'GET', path })
    if (answer.status !== 200) throw statusFailure(http, { method: 'GET', url }, answer)
    return { url, answer }
  }

  async function call(api: ServiceApi, request: SendRequest): Promise<{ url: URL; answer: HttpAnswer }> {
    const { body, contentType, method, microversion, onCall, path, signal } = request
    const url = urlBelow(await baseOf(api, signal), path, request.query ?? {})
    const headers: Record<string, string> = {}
    if (microversion !== undefined) headers['openstack-api-version'] = `${api.name} ${microversion}`
    if (contentType !== undefined) headers['content-type'] = contentType
    onCall?.()
    const answer = await keeper.withToken((token) =>
      http.request({ method, url, headers: { ...headers, 'x-auth-token': token.reveal() }, body, signal }),
    )
    return { url, answer }
  }

  async function send(api: ServiceApi, request: SendRequest): Promise<SendAnswer> {
    const { url, answer } = await (request.method === 'DELETE' ? callStubbornly(api, request) : call(api, request))
    if (answer.status >= 200 && answer.status < 300) {
      return { status: answer.status, body: answer.body.trim() === '' ? undefined : answer.json(), message: '' }
    }
    const failure = statusFailure(http, { method: request.method, url }, answer)
    if (!request.accept?.includes(answer.status)) throw failure
    return { status: answer.status, body: undefined, message: failure.said ?? '' }
  }

  async function callStubbornly(api: ServiceApi, request: SendRequest): Promise<{ url: URL; answer: HttpAnswer }> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await call(api, request)
      } catch (error) {
        const isConnection = error instanceof CloudError && error.status === undefined && !request.signal?.aborted
        if (!isConnection || error.reason.class !== 'unreachable' || attempt === DELETE_ATTEMPTS) throw error
      }
    }
  }

  async function fetchList(api: ServiceApi, path: string, options: ListOptions): Promise<readonly unknown[]> {
    const items: unknown[] = []
    let size = 0
    const markers = new Set<string>()
    let query: Record<string, string> = { limit: PAGE_SIZE, ...options.query }
    for (;;) {
      const { url, answer } = await exchange(api, path, { ...options, query })
      const malformed = (problem: string) =>
        new CloudError({ class: 'provider-error', detail: `${callName('GET', url)}: ${problem}.` }, { status: 200 })
      size += answer.body.length
      if (size > MOST_LIST_BYTES) throw malformed(`the list is longer than ${MOST_LIST_BYTES} bytes`)
      const body = answer.json()
      const page = listIn(body, options.collection)
      if (page === undefined) throw malformed(`the answer has no list ${options.collection}`)
      items.push(...page)
      if (items.length > MOST_ITEMS) throw malformed(`the list has more than ${MOST_ITEMS} items`)
      let marker: string | null
      try {
        marker = nextMarker(body, options.collection, url)
      } catch (error) {
        throw malformed(error instanceof Error ? error.message : 'the link to the next page cannot be read')
      }
      if (marker === null) return items
      if (markers.has(marker)) throw malformed('the pages go round in a circle')
      markers.add(marker)
      if (markers.size >= MOST_PAGES) throw malformed(`the list has more than ${MOST_PAGES} pages`)
      query = { ...query, marker }
    }
  }

  return {
    name: config.name,
    authUrl: config.authUrl,
    roles,
    user,
    project,
    expiresAt,
    catalogue,
    warnings: config.warnings,
    calls: http.calls,
    http,
    endpoint: (types) => findEndpoint(catalogue, types),
    fetch: async (api, path, options = {}) => (await exchange(api, path, options)).answer.json(),
    fetchList,
    send,
    authorities: config.tls.authorities,
    close: () => http.close(),
  }
}

function listIn(body: unknown, collection: string): readonly unknown[] | undefined {
  if (typeof body !== 'object' || body === null) return undefined
  const list = (body as Record<string, unknown>)[collection]
  return Array.isArray(list) ? (list as unknown[]) : undefined
}

function secretsOf({ credential }: OpenStackConfig): Secret[] {
  switch (credential.method) {
    case 'password':
      return [credential.password]
    case 'token':
      return [credential.token]
    case 'application-credential':
      return [credential.secret]
  }
}
