import { basename } from 'node:path'
import { shippedFile } from '#release/shipped-files.ts'
import { parseScope } from '#scopes/parse-scope.ts'
import type { Scope } from '#scopes/scope.ts'
import { SHIPPED_SCOPES } from '#scopes/shipped-scopes.ts'
import { type Layer, SCOPE_OF_LAYER } from '#suite/layer.ts'

/** Reads the scope of a layer that comes with this release. */
export function bundledScope(layer: Layer): Scope {
  const { file } = SHIPPED_SCOPES.find(({ slug }) => slug === SCOPE_OF_LAYER[layer]) ?? SHIPPED_SCOPES[0]
  const fileName = basename(file.pathname)
  return parseScope(shippedFile('scopes', fileName), { fileName })
}
