import type { z } from 'zod'
import type { Owner } from '../objects/create-object.ts'
import { jsonAnswer, type PracticeAnswer, type PracticeRequest, type PracticeState } from '../practice-exchange.ts'
import type { Session } from '../token-store.ts'

/** One call of the Network API. */
export interface NeutronCall {
  readonly request: PracticeRequest
  readonly state: PracticeState
  readonly session: Session
}

export function neutronError(code: number, type: string, message: string): PracticeAnswer {
  return jsonAnswer(code, { NeutronError: { type, message, detail: '' } })
}

export function nothingInNeutron(): PracticeAnswer {
  return neutronError(404, 'HTTPNotFound', 'The resource could not be found.')
}

export function notAllowed(rule: string): PracticeAnswer {
  return neutronError(403, 'PolicyNotAuthorized', `rule:${rule} is disallowed by policy`)
}

export function ownerOf(session: Session): Owner {
  return { projectId: session.user.projectId, userId: session.user.id }
}

export function isAnswer(value: object): value is PracticeAnswer {
  return 'body' in value && 'headers' in value
}

/** The wanted attributes, or the refusal of a body in which one is wrong. */
export function neutronAttributes<T>(body: unknown, schema: z.ZodType<T>): { value: T } | { refusal: PracticeAnswer } {
  const parsed = schema.safeParse(body)
  if (parsed.success) return { value: parsed.data }
  const issue = parsed.error.issues[0]
  const message = `Invalid input for ${issue?.path.join('.') ?? 'body'}. Reason: ${issue?.message}.`
  return { refusal: neutronError(400, 'HTTPBadRequest', message) }
}
