import {
  type ApiCall,
  callName,
  type HttpAnswer,
  type HttpClient,
  makeHttpClient,
} from '#clouds/openstack/http-client.ts'
import type { Secret } from '#clouds/openstack/secret.ts'
import { statusFailure } from '#clouds/openstack/status-failure.ts'
import { urlBelow } from '#clouds/url-below.ts'
import type { Clock } from '#vocabulary/clock.ts'
import { type Authorisation, makeCredentialKeeper } from './credential-keeper.ts'
import type { KubernetesConfig } from './kubernetes-config.ts'
import { readListPages } from './read-list-pages.ts'

export interface ConnectOptions {
  /** Where proxies are looked up, and what credential plugins see. */
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly clock: Clock
  readonly signal?: AbortSignal | undefined
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
}

/** One call that may change the cluster. */
export interface KubernetesRequest extends CallOptions {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** From `/api` or `/apis` on. */
  readonly path: string
  /** Sent as JSON. */
  readonly body?: unknown
  /** What kind of JSON the body is, such as `application/apply-patch+yaml`; `application/json` when absent. */
  readonly contentType?: string | undefined
  /** Statuses from 400 on that are an answer and no error. */
  readonly accept?: readonly number[]
}

export interface KubernetesAnswer {
  readonly status: number
  /** Undefined where the answer has none, and for an accepted refusal. */
  readonly body: unknown
  /** What the server said, if it refused; one line. */
  readonly message: string
  /** Texts of `Warning` headers (code 299). */
  readonly warnings: readonly string[]
  /** The first value of a header, by its name in lower case. */
  header(name: string): string | null
}

/** A cluster to which requests can be sent. Every method throws a CloudError when it cannot do its work. */
export interface KubernetesCluster {
  readonly config: KubernetesConfig
  /** Every API call so far. */
  readonly calls: readonly ApiCall[]
  /** Requests without credential, over the same certificates and proxies. */
  readonly http: HttpClient
  /** One object, by a path from `/api` or `/apis` on. */
  fetch(path: string, options?: CallOptions): Promise<unknown>
  /** A whole list, page by page (`limit` and `continue`). */
  fetchList(path: string, options?: CallOptions): Promise<readonly unknown[]>
  /**
   * One call of any method. Only what cannot have been executed is sent again: after a 401 with a renewed credential.
   */
  send(request: KubernetesRequest): Promise<KubernetesAnswer>
  close(): Promise<void>
}

/**
 * Connects to the cluster of a context and asks for its version, which also shows whether the credential is accepted.
 * The credential goes to the server of the context and nowhere else: redirections are refused.
 *
 * @throws CloudError `credential`, `unreachable`, `time-out` or `provider-error`; none holds a secret
 */
export async function connectKubernetes(config: KubernetesConfig, options: ConnectOptions): Promise<KubernetesCluster> {
  const cluster = openKubernetes(config, options)
  try {
    await cluster.fetch('/version', { signal: options.signal })
    return cluster
  } catch (error) {
    await cluster.close()
    throw error
  }
}

/** The same without asking anything yet. */
export function openKubernetes(config: KubernetesConfig, options: ConnectOptions): KubernetesCluster {
  const { clock, environment, repetitionDelaysMs, timeLimitMs } = options
  const secrets = new Set<Secret>(config.tls.client === null ? [] : [config.tls.client.key])
  const keeper = makeCredentialKeeper(config, { environment, clock, secrets, signal: options.signal })
  const base = new URL(config.server)
  const make = (client: Authorisation['client']): HttpClient =>
    makeHttpClient({
      ...(timeLimitMs !== undefined && { timeLimitMs }),
      ...(repetitionDelaysMs !== undefined && { repetitionDelaysMs }),
      environment: proxyEnvironment(config, environment),
      tls: client === null ? config.tls : { ...config.tls, client },
      secrets,
    })
  const http = make(null)
  // A plugin may bring another certificate with each renewal, and connections keep the one they were made with.
  const clients = new Map<NonNullable<Authorisation['client']>, HttpClient>()
  const clientFor = ({ client }: Authorisation): HttpClient => {
    if (client === null) return http
    const known = clients.get(client) ?? make(client)
    clients.set(client, known)
    return known
  }

  async function exchange(request: KubernetesRequest): Promise<{ url: URL; answer: HttpAnswer }> {
    const { body, contentType, method, onCall, path, query, signal } = request
    const url = urlBelow(base, path, query ?? {})
    const send = (authorisation: Authorisation): Promise<HttpAnswer> => {
      const headers = {
        ...impersonationHeaders(config),
        ...(contentType !== undefined && { 'content-type': contentType }),
        ...(authorisation.header !== null && { authorization: authorisation.header.reveal() }),
      }
      const http = clientFor(authorisation)
      return http.request({ method, url, headers, body, signal, redirections: 'return' })
    }
    onCall?.()
    const first = await keeper.current()
    const answer = await send(first)
    const second = answer.status === 401 ? await keeper.renewed(first) : undefined
    return { url, answer: second === undefined ? answer : await send(second) }
  }

  return {
    config,
    get calls() {
      return [http, ...clients.values()].flatMap(({ calls }) => calls)
    },
    http,
    async fetch(path, callOptions = {}) {
      const { answer, url } = await exchange({ ...callOptions, method: 'GET', path })
      if (answer.status !== 200) throw statusFailure(http, { method: 'GET', url }, answer)
      return answer.json()
    },
    fetchList(path, callOptions = {}) {
      return readListPages(async (query) => {
        const { answer, url } = await exchange({
          ...callOptions,
          method: 'GET',
          path,
          query: { ...callOptions.query, ...query },
        })
        if (answer.status === 410) return { kind: 'expired' }
        if (answer.status !== 200) throw statusFailure(http, { method: 'GET', url }, answer)
        return { kind: 'page', call: callName('GET', url), bytes: answer.body.length, body: answer.json() }
      })
    },
    async send(request) {
      const { answer, url } = await exchange(request)
      const common = {
        status: answer.status,
        warnings: answer.headers('warning').flatMap(warningTexts),
        header: (name: string) => answer.header(name),
      }
      if (answer.status >= 200 && answer.status < 300) {
        return { ...common, body: answer.body.trim() === '' ? undefined : answer.json(), message: '' }
      }
      const failure = statusFailure(http, { method: request.method, url }, answer)
      if (!request.accept?.includes(answer.status)) throw failure
      return { ...common, body: undefined, message: failure.said ?? '' }
    },
    async close() {
      await Promise.all([http, ...clients.values()].map((client) => client.close()))
    },
  }
}

/** The texts of a header such as `299 - "would violate PodSecurity", 299 - "…"` (RFC 9111, section 5.5 in RFC 7234). */
function warningTexts(header: string): string[] {
  return [...header.matchAll(/\b299 \S+ "((?:[^"\\]|\\.)*)"/g)].map(([, text = '']) => text.replaceAll(/\\(.)/g, '$1'))
}

function impersonationHeaders({ impersonation }: KubernetesConfig): Record<string, string[]> {
  const headers: Record<string, string[]> = {}
  for (const [name, value] of impersonation) headers[name] = [...(headers[name] ?? []), value]
  return headers
}

/**
 * `proxy-url` takes precedence over the variables. Like kubectl, these never send to this very machine by a proxy.
 */
function proxyEnvironment(
  { proxyUrl }: KubernetesConfig,
  environment: ConnectOptions['environment'],
): ConnectOptions['environment'] {
  if (proxyUrl !== null) return { http_proxy: proxyUrl, https_proxy: proxyUrl }
  const exceptions = environment.no_proxy || environment.NO_PROXY || ''
  return { ...environment, no_proxy: `${exceptions},localhost,127.0.0.0/8,[::1]` }
}
