import { evaluate } from '#evaluation/evaluate.ts'
import type { TestcaseDefaults } from '#scopes/scope.ts'
import type { KnownScopes } from '../known-scopes.ts'
import type { Standings } from '../storage/note-standings.ts'

/** The standings that the log tells: against the versions in force, without drafts. */
export function createStandings(scopes: KnownScopes, defaults: TestcaseDefaults): Standings {
  return (scopeUuid, results, at) => {
    const scope = scopes.find(scopeUuid)
    if (!scope) return new Map()
    const { versions } = evaluate({ scope, defaults, results, at, withDrafts: false })
    return new Map(versions.map(({ version, standing }) => [version, standing]))
  }
}
