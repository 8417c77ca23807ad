import { CodedError } from '#vocabulary/coded-error.ts'
import { nearestNames } from '#vocabulary/nearest-names.ts'
import { DOMAIN_MANAGER_DEFECTS } from './defects/domain-manager-defects.ts'
import { FLAVOR_DEFECT_FAMILIES, FLAVOR_DEFECTS } from './defects/flavor-defects.ts'
import { HOSTILE_DEFECT_FAMILIES, HOSTILE_DEFECTS } from './defects/hostile-defects.ts'
import { IDENTITY_DEFECTS } from './defects/identity-defects.ts'
import { IMAGE_DEFECT_FAMILIES, IMAGE_DEFECTS } from './defects/image-defects.ts'
import { LIFE_DEFECT_FAMILIES, LIFE_DEFECTS } from './defects/life-defects.ts'
import { NETWORK_DEFECT_FAMILIES, NETWORK_DEFECTS } from './defects/network-defects.ts'
import { SERVICE_DEFECT_FAMILIES, SERVICE_DEFECTS } from './defects/service-defects.ts'
import { TRANSPORT_DEFECT_FAMILIES, TRANSPORT_DEFECTS } from './defects/transport-defects.ts'
import type { DefectFamily, PracticeDefect } from './practice-defect.ts'

export const DEFECT_FAMILIES: readonly DefectFamily[] = [
  ...FLAVOR_DEFECT_FAMILIES,
  ...IMAGE_DEFECT_FAMILIES,
  ...SERVICE_DEFECT_FAMILIES,
  ...NETWORK_DEFECT_FAMILIES,
  ...LIFE_DEFECT_FAMILIES,
  ...TRANSPORT_DEFECT_FAMILIES,
  ...HOSTILE_DEFECT_FAMILIES,
]

/** Defects without a parameter. */
export const SINGLE_DEFECTS: readonly PracticeDefect[] = [
  ...FLAVOR_DEFECTS,
  ...IMAGE_DEFECTS,
  ...SERVICE_DEFECTS,
  ...IDENTITY_DEFECTS,
  ...NETWORK_DEFECTS,
  ...LIFE_DEFECTS,
  ...DOMAIN_MANAGER_DEFECTS,
  ...TRANSPORT_DEFECTS,
  ...HOSTILE_DEFECTS,
]

/** Every defect, members of families included. */
export const DEFECTS: readonly PracticeDefect[] = [
  ...SINGLE_DEFECTS,
  ...DEFECT_FAMILIES.flatMap((family) => family.members),
]

/**
 * The defect of that name.
 *
 * @throws CodedError `PRACTICE_DEFECT_UNKNOWN` with the nearest names
 */
export function parseDefect(name: string): PracticeDefect {
  const defect = DEFECTS.find((candidate) => candidate.name === name)
  if (defect !== undefined) return defect
  // Far longer than every name, it would only cost time to compare.
  const shown = name.slice(0, 80)
  const near = nearestNames(
    shown,
    DEFECTS.map((defect) => defect.name),
  )
  throw new CodedError('PRACTICE_DEFECT_UNKNOWN', `There is no defect "${shown}".`, {
    remedy: `${near.length > 0 ? `Did you mean ${near.join(', ')}? ` : ''}"siegel practice-cloud --list-defects" shows all.`,
  })
}
