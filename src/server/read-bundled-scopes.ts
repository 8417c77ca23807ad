import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseScope } from '#scopes/parse-scope.ts'
import type { Scope } from '#scopes/scope.ts'
import { SHIPPED_SCOPES } from '#scopes/shipped-scopes.ts'

/** Reads the scopes that come with the program. Throws CodedError SCOPE_INVALID. */
export async function readBundledScopes(): Promise<Scope[]> {
  return Promise.all(
    SHIPPED_SCOPES.map(async ({ file }) => {
      const text = await readFile(file, 'utf8')
      return parseScope(text, { fileName: basename(fileURLToPath(file)) })
    }),
  )
}
