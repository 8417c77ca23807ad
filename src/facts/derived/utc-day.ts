/** A calendar day in UTC as `YYYY-MM-DD`; such days compare as texts. */
export type UtcDay = string

export function utcDay(at: Date): UtcDay {
  return at.toISOString().slice(0, 10)
}
