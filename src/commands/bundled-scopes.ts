import { basename } from 'node:path'
import { shippedFile } from '#release/shipped-files.ts'
import { parseScope } from '#scopes/parse-scope.ts'
import type { Scope } from '#scopes/scope.ts'
import { SHIPPED_SCOPES } from '#scopes/shipped-scopes.ts'

const SLUGS = { iaas: 'scs-compatible-iaas', kaas: 'scs-compatible-kaas' } as const

/** Reads the scope of a layer that comes with this release. */
export function bundledScope(layer: keyof typeof SLUGS): Scope {
  const { file } = SHIPPED_SCOPES.find(({ slug }) => slug === SLUGS[layer]) ?? SHIPPED_SCOPES[0]
  const fileName = basename(file.pathname)
  return parseScope(shippedFile('scopes', fileName), { fileName })
}
