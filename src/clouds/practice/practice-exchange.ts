import type { IncomingHttpHeaders } from 'node:http'
import type { ServiceProgram } from './content/services.ts'
import type { ObjectStore } from './objects/object-store.ts'
import type { VirtualTime } from './objects/virtual-time.ts'
import type { PracticeContent } from './practice-content.ts'
import type { Randomness } from './randomness.ts'
import type { Session, TokenStore } from './token-store.ts'

/** One request as the practice cloud understood it. */
export interface PracticeRequest {
  /** `GET` where `HEAD` was asked: most services answer both alike. */
  readonly method: string
  /** The method as it came. */
  readonly asked: string
  readonly url: URL
  /** Null for paths that belong to no service. */
  readonly program: ServiceProgram | null
  /** Path below the prefix of the service, always beginning with a slash and without one at the end. */
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** How the answer goes over the wire; without it, whole and at once. */
export type Delivery =
  | { readonly kind: 'never' }
  | { readonly kind: 'cut'; readonly afterBytes: number }
  | { readonly kind: 'reset' }
  | { readonly kind: 'late'; readonly milliseconds: number }
  | { readonly kind: 'flood'; readonly bytes: number }
  | { readonly kind: 'gzip-bomb'; readonly bytes: number }

export interface PracticeAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[]>>
  readonly body: string
  readonly delivery?: Delivery
}

/** What a service needs besides the request. */
export interface PracticeState {
  readonly content: PracticeContent
  readonly tokens: TokenStore
  /** What exists at this moment. */
  readonly objects: ObjectStore
  readonly time: VirtualTime
  readonly at: Date
  readonly randomness: Randomness
  /** Scheme, host and port of the practice cloud. */
  readonly origin: string
}

/** One OpenStack program. */
export type PracticeProgram = (request: PracticeRequest, state: PracticeState) => PracticeAnswer

export function jsonAnswer(
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string | readonly string[]>> = {},
): PracticeAnswer {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(value) }
}

/** The HTML page with which WebOb-based services (Glance; Nova and Cinder for unknown paths) report an error. */
export function htmlErrorAnswer(status: number, title: string, text: string): PracticeAnswer {
  const body = `<html>
 <head>
  <title>${status} ${title}</title>
 </head>
 <body>
  <h1>${status} ${title}</h1>
  ${escapeHtml(text)}<br /><br />
 </body>
</html>`
  return { status, headers: { 'content-type': 'text/html; charset=UTF-8' }, body }
}

/** Answer of the token filter that stands before every service except Keystone. */
export function unauthorizedAnswer(state: PracticeState): PracticeAnswer {
  return jsonAnswer(
    401,
    {
      error: { code: 401, title: 'Unauthorized', message: 'The request you have made requires authentication.' },
    },
    { 'www-authenticate': `Keystone uri="${state.origin}/identity/v3"` },
  )
}

/** The session of the token in `X-Auth-Token`, when it is known, not revoked and not expired. */
export function sessionOf(request: PracticeRequest, state: PracticeState): Session | undefined {
  const token = request.headers['x-auth-token']
  return typeof token === 'string' ? state.tokens.find(token, state.at) : undefined
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
