import type { Lifetime } from '#vocabulary/lifetime.ts'
import { expiresAt } from './expires-at.ts'

const DAY_MS = 86_400_000
/** How long an expired result is still listed, though it does not count. */
const GRACE_DAYS = 7
/** A year, two months and the grace. */
const LONGEST_LIFETIME_DAYS = 440

/**
 * The beginning of the earliest day (UTC) from which a result is still listed at a moment: one that has not expired, or
 * expired less than seven days ago (scs-0003-v1; the grace period is for lists only, score cards know none).
 */
export function listedSince(lifetime: Lifetime, at: Date): Date {
  const graceBegan = at.getTime() - GRACE_DAYS * DAY_MS
  const today = Math.floor(at.getTime() / DAY_MS) * DAY_MS
  let day = today
  for (let earlier = today; earlier >= today - LONGEST_LIFETIME_DAYS * DAY_MS; earlier -= DAY_MS) {
    if (expiresAt(new Date(earlier), lifetime).getTime() <= graceBegan) break
    day = earlier
  }
  return new Date(day)
}
