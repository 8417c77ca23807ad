import type { Scope, ScopeVersion } from './scope.ts'
import type { Validity } from './validity.ts'
import { validityAt } from './validity-at.ts'

/** The versions that the timeline names at a moment, drafts and deprecated ones included, newest first. */
export function versionsInForce(
  scope: Scope,
  at: Date,
): readonly { readonly version: ScopeVersion; readonly validity: Validity }[] {
  return scope.versions.flatMap((version) => {
    const { validity, isListed } = validityAt(scope, version.version, at)
    return isListed ? [{ version, validity }] : []
  })
}
