import { jsonAnswer, type PracticeAnswer, type PracticeRequest, type PracticeState } from '../practice-exchange.ts'
import type { Session } from '../token-store.ts'

/** One call of the Identity API by somebody who is signed in. */
export interface KeystoneCall {
  readonly request: PracticeRequest
  readonly state: PracticeState
  readonly session: Session
  /** What follows `/v3`, split at the slashes. */
  readonly path: readonly string[]
}

export function keystoneError(code: number, title: string, message: string, challenge?: PracticeState): PracticeAnswer {
  const headers: Record<string, string> = { vary: 'X-Auth-Token' }
  if (challenge !== undefined) headers['www-authenticate'] = `Keystone uri="${challenge.origin}/identity/v3"`
  return jsonAnswer(code, { error: { code, message, title } }, headers)
}

export function notAuthorized(action: string): PracticeAnswer {
  return keystoneError(403, 'Forbidden', `You are not authorized to perform the requested action: identity:${action}.`)
}

export function notFound(what: string, id: string): PracticeAnswer {
  return keystoneError(404, 'Not Found', `Could not find ${what}: ${id}.`)
}

/** What Keystone says where there is nothing to say; always without a body. */
export function done(): PracticeAnswer {
  return { status: 204, headers: { vary: 'X-Auth-Token' }, body: '' }
}

export function keystoneList(key: string, items: readonly object[], { request, state }: KeystoneCall): PracticeAnswer {
  const self = `${state.origin}/identity${request.path}`
  return jsonAnswer(200, { [key]: items, links: { next: null, self, previous: null } }, { vary: 'X-Auth-Token' })
}

/** Keystone writes microseconds. */
export function keystoneInstant(instant: Date): string {
  return instant.toISOString().replace(/\.(\d{3})Z$/, '.$1000Z')
}

/** The answer for a path that Keystone does not know. */
export function keystoneNotFoundPage(): PracticeAnswer {
  return {
    status: 404,
    headers: { 'content-type': 'text/html; charset=utf-8', vary: 'X-Auth-Token' },
    body: '<!doctype html>\n<html lang=en>\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n',
  }
}
