import { classifyFlavorName } from '#facts/derived/flavor-name/classify-flavor-name.ts'
import type { FlavorName } from '#facts/derived/flavor-name/flavor-name.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import { printable } from './printable.ts'

/**
 * The promises of a name in the spelling of any version.
 * @throws CodedError FLAVOR_NAME_INVALID
 */
export function understandName(name: string): FlavorName {
  const classified = classifyFlavorName(name)
  if ('flavorName' in classified) return classified.flavorName
  const why = classified.status === 'not-scs' ? 'it does not begin with SCS-' : classified.error.message
  throw new CodedError('FLAVOR_NAME_INVALID', `${printable(name)} is no SCS flavor name: ${why}`)
}
