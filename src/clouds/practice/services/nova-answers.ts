import { jsonAnswer, type PracticeAnswer, type PracticeRequest, type PracticeState } from '../practice-exchange.ts'
import type { Session } from '../token-store.ts'

/** One call of the Compute API. */
export interface NovaCall {
  readonly request: PracticeRequest
  readonly state: PracticeState
  readonly session: Session
  /** The number behind the point of the negotiated microversion. */
  readonly minor: number
  /** What follows `/v2.1`, split at the slashes. */
  readonly path: readonly string[]
}

export function novaFault(kind: string, code: number, message: string): PracticeAnswer {
  return jsonAnswer(code, { [kind]: { code, message } }, { 'content-type': 'application/json; charset=UTF-8' })
}

export function unknownServer(id: string): PracticeAnswer {
  return novaFault('itemNotFound', 404, `Instance ${id} could not be found.`)
}

export function novaLinks(collection: string, id: string, state: PracticeState): object[] {
  return [
    { rel: 'self', href: `${state.origin}/compute/v2.1/${collection}/${id}` },
    { rel: 'bookmark', href: `${state.origin}/compute/${collection}/${id}` },
  ]
}

/** Nova writes whole seconds. */
export function novaInstant(instant: Date): string {
  return `${instant.toISOString().slice(0, 19)}Z`
}
