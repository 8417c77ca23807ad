import type { Compliance } from '#evaluation/compliance.ts'
import { expiryDates } from '#evaluation/expiry-dates.ts'
import type { Scope } from '#scopes/scope.ts'
import { timelineChanges } from '#scopes/timeline-changes.ts'
import { plainText } from '../plain-text.ts'
import { detailPath, scopePath, type View } from '../view.ts'
import type { CalendarEvent } from './calendar.ts'
import { feedWords } from './feed-words.ts'
import { stableUuid } from './stable-uuid.ts'

interface ExpiryQuestion {
  readonly subject: string
  /** For people. */
  readonly name: string
  readonly scope: Pick<Scope, 'uuid' | 'name' | 'slug'>
  readonly compliance: Compliance
  /** Of the newest result of the subject for the scope. */
  readonly lastCheckedAt: Date
  readonly base: string
}

/** What a sequence number counts from, so that it fits into 31 bits until 2088. */
const BEGINNING = Date.UTC(2020, 0, 1)

/**
 * When required results of a subject expire. The same instant keeps its identifier; every newer check is a revision of it.
 */
export function expiryEvents(view: View, question: ExpiryQuestion): CalendarEvent[] {
  const { subject, name, scope, compliance, lastCheckedAt, base } = question
  const words = feedWords(view.language)
  return expiryDates(compliance).map(({ at, testcaseIds }) => ({
    uid: stableUuid('expiry', subject, scope.uuid, at.toISOString()),
    at,
    revisedAt: lastCheckedAt,
    sequence: Math.max(0, Math.floor((lastCheckedAt.getTime() - BEGINNING) / 1_000)),
    summary: words.expiryTitle(plainText(name), plainText(scope.name), testcaseIds.length),
    description: words.expiryText(testcaseIds.length),
    address: `${base}${detailPath(subject, scope.slug)}?lang=${view.language}`,
  }))
}

/** When versions of a scope come into force, are about to be replaced, and are no longer in force. */
export function timelineEvents(view: View, scope: Scope, base: string): CalendarEvent[] {
  const words = feedWords(view.language)
  const changes = timelineChanges(scope)
  const firstDay = changes[0]?.day ?? '2020-01-01'
  return changes.map(({ day, version, validity }) => {
    const known = scope.versions.find((candidate) => candidate.version === version)?.stabilizedAt ?? firstDay
    return {
      uid: stableUuid('timeline', scope.uuid, version, validity, day),
      at: day,
      revisedAt: new Date(`${known}T00:00:00Z`),
      sequence: 0,
      summary: words.timelineTitle(plainText(scope.name), plainText(version), words.timelineStates[validity]),
      description: words.timelineText,
      address: `${base}${scopePath(scope.slug)}?lang=${view.language}`,
    }
  })
}
