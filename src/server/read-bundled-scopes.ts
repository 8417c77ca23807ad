import { basename } from 'node:path'
import { shippedFile } from '#release/shipped-files.ts'
import { parseScope } from '#scopes/parse-scope.ts'
import type { Scope } from '#scopes/scope.ts'
import { SHIPPED_SCOPES } from '#scopes/shipped-scopes.ts'

/** Reads the scopes that come with the program. Throws CodedError SCOPE_INVALID. */
export function readBundledScopes(): Scope[] {
  return SHIPPED_SCOPES.map(({ file }) => {
    const fileName = basename(file.pathname)
    return parseScope(shippedFile('scopes', fileName), { fileName })
  })
}
