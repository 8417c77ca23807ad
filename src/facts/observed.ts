import { z } from 'zod'
import { ABORT_CLASSES } from '#vocabulary/abort-reason.ts'

export const abortReasonSchema = z.object({ class: z.enum(ABORT_CLASSES), detail: z.string().max(2_000) })

/** A value with the instant of its observation (ISO 8601, UTC), or the reason why there is none. */
export function observedSchema<T extends z.ZodType>(value: T) {
  return z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), value, observedAt: z.iso.datetime() }),
    z.object({ ok: z.literal(false), reason: abortReasonSchema, observedAt: z.iso.datetime() }),
  ])
}

export type Observed<T> =
  | { readonly ok: true; readonly value: T; readonly observedAt: string }
  | { readonly ok: false; readonly reason: z.infer<typeof abortReasonSchema>; readonly observedAt: string }
