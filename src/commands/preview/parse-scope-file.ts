import { basename } from 'node:path'
import { parseScope } from '#scopes/parse-scope.ts'
import type { Scope } from '#scopes/scope.ts'
import { readInputFile } from '#suite/input-file.ts'

const MOST_BYTES = 1_048_576

/** A scope from a file of the user. Throws CodedError SUITE_FILE_UNREADABLE, SCOPE_INVALID. */
export function parseScopeFile(path: string): Scope {
  return parseScope(scopeFileText(path), { fileName: basename(path) })
}

/** The text of such a file. */
export function scopeFileText(path: string): string {
  return Buffer.from(readInputFile(path, MOST_BYTES)).toString('utf8')
}
