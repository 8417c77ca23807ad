import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parseScope } from '#scopes/parse-scope.ts'
import type { Scope } from '#scopes/scope.ts'
import { SHIPPED_SCOPES } from '#scopes/shipped-scopes.ts'

const SLUGS = { iaas: 'scs-compatible-iaas', kaas: 'scs-compatible-kaas' } as const

/** Reads the scope of a layer that comes with this release. */
export function bundledScope(layer: keyof typeof SLUGS): Scope {
  const { file } = SHIPPED_SCOPES.find(({ slug }) => slug === SLUGS[layer]) ?? SHIPPED_SCOPES[0]
  return parseScope(readFileSync(file, 'utf8'), { fileName: basename(file.pathname) })
}
