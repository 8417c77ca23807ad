import { z } from 'zod'

const EARLIEST = Date.UTC(2000, 0, 1)
const LATEST = Date.UTC(2100, 0, 1)

/** An instant of an address: a day (its beginning in UTC), or date and time with zone. */
export const instantSchema = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()])
  .transform((text) => new Date(text))
  .refine((at) => at.getTime() >= EARLIEST && at.getTime() < LATEST, 'must lie between 2000 and 2100')

/** `now`, `then`, or an instant: which reports are taken as known. */
export const knownSchema = z.union([z.literal('now'), z.literal('then'), instantSchema])

/** How `known` is repeated in an answer. */
export function knownText(known: z.infer<typeof knownSchema>): string {
  return known instanceof Date ? known.toISOString() : known
}
