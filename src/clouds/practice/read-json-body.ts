import type { z } from 'zod'
import type { PracticeRequest } from './practice-exchange.ts'

/** What the body means, or the first reason why it means nothing. */
export type ReadBody<T> =
  | { readonly kind: 'value'; readonly value: T }
  | { readonly kind: 'not-json' }
  | { readonly kind: 'wrong'; readonly path: string; readonly message: string }

/** Reads the JSON of a request against the shape that the service wants. */
export function readJsonBody<T>(request: PracticeRequest, schema: z.ZodType<T>): ReadBody<T> {
  let value: unknown
  try {
    value = JSON.parse(request.body)
  } catch {
    return { kind: 'not-json' }
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return { kind: 'value', value: parsed.data }
  const issue = parsed.error.issues[0]
  return { kind: 'wrong', path: issue?.path.join('.') ?? '', message: issue?.message ?? 'invalid' }
}
