import { basename } from 'node:path'
import { shippedFile } from '#release/shipped-files.ts'
import { parseScope } from '#scopes/parse-scope.ts'
import type { Scope } from '#scopes/scope.ts'
import { SHIPPED_SCOPES } from '#scopes/shipped-scopes.ts'
import { CodedError } from '#vocabulary/coded-error.ts'

/** The scope of this release with a uuid or short name. Throws CodedError SUITE_SCOPE_UNKNOWN. */
export function shippedScope(uuidOrSlug: string): Scope {
  const scopes = SHIPPED_SCOPES.map(({ file }) => {
    const fileName = basename(file.pathname)
    return parseScope(shippedFile('scopes', fileName), { fileName })
  })
  const found = scopes.find(({ uuid, slug }) => uuid === uuidOrSlug.toLowerCase() || slug === uuidOrSlug)
  if (found) return found
  const names = scopes.map(({ slug }) => slug).join(', ')
  throw new CodedError('SUITE_SCOPE_UNKNOWN', `This release has no scope “${uuidOrSlug}”; it has ${names}.`)
}
