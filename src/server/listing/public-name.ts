import type { Scope } from '#scopes/scope.ts'
import type { ListedSubject } from '../storage/account-queries.ts'
import type { Listing } from './listing.ts'

/** The name by which everybody may know a subject; undefined for what is tested, but not listed for the scope. */
export function publicName(
  { isConfigured, entries }: Listing,
  { subject, group, display }: ListedSubject,
  scope: Scope,
): string | undefined {
  const own = entries.find((entry) => entry.subject === subject)
  const ofGroup = group === undefined ? undefined : entries.find((entry) => entry.group === group)
  const isListed = !isConfigured || own?.listed.has(scope.slug) || ofGroup?.listed.has(scope.slug)
  return isListed ? (own?.name ?? display.name ?? subject) : undefined
}
