import { setTimeout as sleep } from 'node:timers/promises'
// Not fetch: it refuses some ports (such as 6000) on which a cloud may well offer a service.
import { type Dispatcher, request as send } from 'undici'
import { CloudError } from './cloud-error.ts'
import { connectionFailure } from './connection-failure.ts'
import type { TlsConfig } from './openstack-config.ts'
import { parseJson } from './parse-json.ts'
import { type Secret, withoutSecrets } from './secret.ts'
import { makeDispatchers } from './tls-dispatchers.ts'

/** One exchange with the cloud. `url` has no query, which might hold secrets; `status` is null if no answer came. */
export interface ApiCall {
  readonly method: string
  readonly url: string
  readonly status: number | null
  readonly milliseconds: number
}

export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly url: URL
  /** Several values make a header that is sent several times. */
  readonly headers?: Readonly<Record<string, string | string[]>>
  /** Sent as JSON. */
  readonly body?: unknown
  /** Sent as a form instead of a body. */
  readonly form?: URLSearchParams
  readonly signal?: AbortSignal | undefined
  /** For everything, repetitions included; the client's own limit when absent. */
  readonly timeLimitMs?: number
  /** The longest body that is read. */
  readonly maximumBytes?: number
  /** `return` hands a redirection to the caller instead of following it within the same origin. */
  readonly redirections?: 'follow' | 'return'
}

export interface HttpAnswer {
  readonly status: number
  readonly body: string
  /** The first value of a header, by its name in lower case. */
  header(name: string): string | null
  /** All of its values, in their order. */
  headers(name: string): readonly string[]
  /** The body as JSON. Throws a CloudError (`provider-error`) if it is none. */
  json(): unknown
}

export interface HttpClientOptions {
  readonly tls: TlsConfig
  /** Where `https_proxy`, `no_proxy` and so on are looked up. */
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Everything that must not occur in an error text; grows with the tokens. */
  readonly secrets: Set<Secret>
  readonly timeLimitMs?: number
  /** How long to wait before each repetition of a request that may be repeated; their number is that of the attempts. */
  readonly repetitionDelaysMs?: readonly number[]
}

export interface HttpClient {
  /** Every exchange so far, in the order of their ends. */
  readonly calls: readonly ApiCall[]
  /** Any status is an answer. Throws a CloudError if there is none: unreachable, time-out, cut off, too large. */
  request(request: HttpRequest): Promise<HttpAnswer>
  /** SHA-256 (hex) of the TLS public key that a host showed. */
  tlsKeyOf(url: URL): string | undefined
  /** The text without the secrets of this connection. */
  withoutSecrets(text: string, shortest?: number): string
  close(): Promise<void>
}

/** The limit that the predecessor set for each API call (scs-0003 run rules). */
const TIME_LIMIT_MS = 32_000
const MAXIMUM_BYTES = 16 * 1024 * 1024
const REPETITION_DELAYS_MS = [400, 1_600]
const LONGEST_WAIT_MS = 10_000
const MOST_REDIRECTIONS = 3
const REPEATABLE_STATUSES = [429, 502, 503, 504]
const REDIRECTIONS = [301, 302, 303, 307, 308]

/** Makes the one client through which all requests of a run to one cloud go. */
export function makeHttpClient(options: HttpClientOptions): HttpClient {
  const dispatchers = makeDispatchers(options.tls, options.environment)
  const delays = options.repetitionDelaysMs ?? REPETITION_DELAYS_MS
  const calls: ApiCall[] = []

  async function exchangeOnce(request: HttpRequest, url: URL, signal: AbortSignal): Promise<HttpAnswer> {
    const startedAt = performance.now()
    let status: number | null = null
    try {
      const response = await send(url, {
        method: request.method,
        headers: { accept: 'application/json', ...contentHeader(request), ...request.headers },
        ...contentOf(request),
        signal,
        dispatcher: dispatchers.dispatcherFor(url),
      })
      status = response.statusCode
      return await readAnswer(callName(request.method, url), response, request.maximumBytes ?? MAXIMUM_BYTES)
    } catch (error) {
      throw connectionFailure(error, {
        call: callName(request.method, url),
        hasAnswered: status !== null,
        clean: (text) => withoutSecrets(text, options.secrets),
        signal: request.signal,
      })
    } finally {
      const milliseconds = Math.round(performance.now() - startedAt)
      calls.push({ method: request.method, url: `${url.origin}${url.pathname}`, status, milliseconds })
    }
  }

  async function exchange(request: HttpRequest, url: URL, signal: AbortSignal): Promise<HttpAnswer> {
    // Only what changes nothing may be sent twice.
    const repetitions = request.method === 'GET' || request.method === 'HEAD' ? delays : []
    for (const delay of repetitions) {
      const outcome = await exchangeOnce(request, url, signal).catch((error: unknown) => {
        if (error instanceof CloudError && isReset(error) && !signal.aborted) return error
        throw error
      })
      if (!(outcome instanceof CloudError) && !REPEATABLE_STATUSES.includes(outcome.status)) return outcome
      const wait = outcome instanceof CloudError ? delay : (retryAfterMs(outcome) ?? delay)
      const isRested = await sleep(Math.min(wait, LONGEST_WAIT_MS), true, { signal }).catch(() => false)
      if (isRested) continue
      // The time is over: what went wrong last says more than that.
      if (outcome instanceof CloudError) throw outcome
      return outcome
    }
    return exchangeOnce(request, url, signal)
  }

  return {
    calls,
    async request(request) {
      const limit = AbortSignal.timeout(request.timeLimitMs ?? options.timeLimitMs ?? TIME_LIMIT_MS)
      const signal = request.signal === undefined ? limit : AbortSignal.any([request.signal, limit])
      let url = request.url
      for (let redirections = 0; ; redirections++) {
        const answer = await exchange(request, url, signal)
        if (request.redirections === 'return' || !REDIRECTIONS.includes(answer.status)) return answer
        url = redirectionTarget(request, url, answer, redirections)
      }
    },
    tlsKeyOf: (url) => dispatchers.tlsKeyOf(url),
    withoutSecrets: (text, shortest) => withoutSecrets(text, options.secrets, shortest),
    close: () => dispatchers.close(),
  }
}

/** A call as error messages name it: without query and user. */
export function callName(method: string, url: URL): string {
  return `${method} ${url.origin}${url.pathname}`
}

function contentHeader({ body, form }: HttpRequest): Record<string, string> {
  if (form !== undefined) return { 'content-type': 'application/x-www-form-urlencoded' }
  return body === undefined ? {} : { 'content-type': 'application/json' }
}

function contentOf({ body, form }: HttpRequest): { body?: string } {
  if (form !== undefined) return { body: form.toString() }
  return body === undefined ? {} : { body: JSON.stringify(body) }
}

async function readAnswer(call: string, response: Dispatcher.ResponseData, maximumBytes: number): Promise<HttpAnswer> {
  const status = response.statusCode
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body) {
    const bytes = chunk as Uint8Array
    size += bytes.byteLength
    if (size > maximumBytes) {
      const detail = `${call}: the answer is longer than ${maximumBytes} bytes.`
      throw new CloudError({ class: 'provider-error', detail }, { status })
    }
    chunks.push(bytes)
  }
  const body = Buffer.concat(chunks).toString('utf8')
  return {
    status,
    body,
    header: (name) => valuesOf(response, name)[0] ?? null,
    headers: (name) => valuesOf(response, name),
    json() {
      try {
        return parseJson(body)
      } catch (error) {
        const problem = error instanceof Error ? error.message : 'it cannot be read'
        const detail = `${call}: the answer (status ${status}) is malformed: ${problem}.`
        throw new CloudError({ class: 'provider-error', detail }, { status })
      }
    },
  }
}

function valuesOf({ headers }: Dispatcher.ResponseData, name: string): readonly string[] {
  const value = headers[name]
  if (value === undefined) return []
  return Array.isArray(value) ? value : [value]
}

function redirectionTarget(request: HttpRequest, from: URL, answer: HttpAnswer, redirections: number): URL {
  const location = answer.header('location') ?? ''
  const target = URL.canParse(location, from.href) ? new URL(location, from) : null
  const refuse = (why: string) =>
    new CloudError(
      { class: 'provider-error', detail: `${callName(request.method, from)}: status ${answer.status}, ${why}.` },
      { status: answer.status },
    )
  if (target === null) return raise(refuse('a redirection to nowhere'))
  if (target.origin !== from.origin) {
    return raise(refuse(`a redirection to ${target.origin}, which is another origin and is not followed`))
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return raise(refuse(`a redirection to ${target.pathname}, which is not followed for ${request.method}`))
  }
  if (redirections >= MOST_REDIRECTIONS) return raise(refuse('one redirection too many'))
  return target
}

function raise(error: CloudError): never {
  throw error
}

function isReset(error: CloudError): boolean {
  return error.reason.class === 'unreachable' && RESET_CODES.includes(codeOf(error.cause))
}

const RESET_CODES = ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  return 'code' in error && typeof error.code === 'string' ? error.code : codeOf(error.cause)
}

function retryAfterMs(answer: HttpAnswer): number | null {
  const seconds = answer.header('retry-after')
  return seconds !== null && /^\d{1,6}$/.test(seconds.trim()) ? Number(seconds) * 1_000 : null
}
