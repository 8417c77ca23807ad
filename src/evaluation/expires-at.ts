import type { Lifetime } from '#vocabulary/lifetime.ts'

/** The day on which a result of this day stops counting; months and days beyond their end carry over. */
type Rule = (year: number, month: number, day: number, weekday: number) => number

const RULES: Readonly<Record<Lifetime, Rule>> = {
  day: (year, month, day) => Date.UTC(year, month, day + 2),
  week: (year, month, day, weekday) => Date.UTC(year, month, day + 14 - weekday),
  month: (year, month) => Date.UTC(year, month + 2, 1),
  quarter: (year, month) => Date.UTC(year, (Math.floor(month / 3) + 2) * 3, 1),
  year: (year, month) => Date.UTC(year + 1, month + 2, 1),
}

/**
 * The instant from which on a result no longer counts: the end of the calendar period after the one in which it was
 * checked, in UTC; weeks begin on Monday; `year` is the end of the following month, one year on (scs-0003-v1, lifetime).
 *
 * @throws TypeError if the lifetime is none, which a scope file cannot bring about
 */
export function expiresAt(checkedAt: Date, lifetime: Lifetime): Date {
  if (!Object.hasOwn(RULES, lifetime)) throw new TypeError(`unknown lifetime ${JSON.stringify(lifetime)}`)
  const weekday = (checkedAt.getUTCDay() + 6) % 7
  return new Date(RULES[lifetime](checkedAt.getUTCFullYear(), checkedAt.getUTCMonth(), checkedAt.getUTCDate(), weekday))
}
