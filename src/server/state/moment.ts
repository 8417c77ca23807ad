import { z } from 'zod'
import { CodedError } from '#vocabulary/coded-error.ts'
import { parseInput } from '../parse-input.ts'
import { instantSchema, knownSchema } from './instant-schema.ts'

/** The instant that a question is about, and what is taken as known. */
export interface Moment {
  readonly at: Date
  /** Only what had been received by then; absent: everything that is stored. */
  readonly known?: Date
  /** Present if the question names an instant: what it says about knowledge. */
  readonly asked?: { readonly known: 'now' | 'then' | Date }
}

const querySchema = z.object({ at: instantSchema.optional(), known: knownSchema.optional() })

/**
 * Reads `?at=…&known=now|then|INSTANT`: without them the moment is now; with `at` alone it is the earlier instant as it is
 * known now; `known=then` means as it was evaluated then.
 *
 * @throws CodedError SERVER_REQUEST_INVALID if one of them is no instant, or lies in the future
 */
export function parseMoment(query: unknown, now: Date): Moment {
  return momentOf(parseInput(querySchema, query), now)
}

/**
 * The same from values that are read already.
 *
 * @throws CodedError SERVER_REQUEST_INVALID if one of them lies in the future
 */
export function momentOf(asked: z.infer<typeof querySchema>, now: Date): Moment {
  const { at = now, known = 'now' } = asked
  requirePast('at', at, now)
  if (known instanceof Date) requirePast('known', known, now)
  const received = known === 'then' ? at : known
  const isEarlier = at < now || received instanceof Date
  return { at, ...(received instanceof Date && { known: received }), ...(isEarlier && { asked: { known } }) }
}

function requirePast(name: string, instant: Date, now: Date): void {
  if (instant > now) throw new CodedError('SERVER_REQUEST_INVALID', `${name}: lies in the future`)
}
