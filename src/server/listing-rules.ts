import { listedSince } from '#evaluation/listed-since.ts'
import { resolveVersion } from '#scopes/resolve-version.ts'
import { DEFAULT_LIFETIME, LIFETIMES, type Lifetime } from '#vocabulary/lifetime.ts'
import type { ServerContext } from './context.ts'
import type { ListedSince } from './storage/result-queries.ts'

/** From when on results are listed: by the longest lifetime that any version of the scope gives the testcase. */
export function listingRules(
  { scopes, testcases }: Pick<ServerContext, 'scopes' | 'testcases'>,
  at: Date,
): { readonly since: readonly ListedSince[]; readonly otherwiseSince: Date } {
  const since = scopes.all.flatMap((scope) => {
    const longest = new Map<string, Lifetime>()
    for (const { version } of scope.versions) {
      for (const { id, lifetime } of resolveVersion(scope, version, testcases.defaults).testcases) {
        const known = longest.get(id)
        if (known === undefined || LIFETIMES.indexOf(lifetime) > LIFETIMES.indexOf(known)) longest.set(id, lifetime)
      }
    }
    return [...longest].map(([testcaseId, lifetime]) => ({
      scopeUuid: scope.uuid,
      testcaseId,
      since: listedSince(lifetime, at),
    }))
  })
  return { since, otherwiseSince: listedSince(DEFAULT_LIFETIME, at) }
}
