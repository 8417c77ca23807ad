import type { Flavor } from '#facts/openstack/flavors.ts'
import { classifyFlavorName } from './classify-flavor-name.ts'
import { CPU_TYPES, findCpuType } from './cpu-types.ts'
import { DISK_TYPES, type DiskType, findDiskType } from './disk-types.ts'
import type { FlavorName } from './flavor-name.ts'
import { markPosition, NAMING_RULE } from './naming-rule.ts'
import { promisedFigures } from './promised-figures.ts'

/** An extra spec that is not true, or that says less than a name of the same flavor promises. */
export interface UntrueExtraSpec {
  readonly kind: 'name-not-valid' | 'promises-more' | 'word-not-known' | 'says-less'
  /** Such as `scs:name-v1=SCS-2V:4`, or what the flavor has. */
  readonly found: string
  readonly expected: string
}

interface NamedPromise {
  /** Where the name stands: an extra spec with its value, or the flavor's own name. */
  readonly source: string
  readonly flavorName: FlavorName
}

const NAME_KEY = /^scs:name-v[1-9][0-9]*$/
const DISK_KEY = /^scs:disk(?:0|[1-9][0-9]*)-type$/
const CPU_KEY = 'scs:cpu-type'

/**
 * Checks the `scs:` extra specs of any flavor: each `scs:name-vN` is a valid name of any naming version that promises
 * no more than the flavor has, and `scs:cpu-type` and `scs:diskN-type` are known words that say at least what the names
 * promise (scs-0103-v1, "Properties"; D-14). Other `scs:` keys are free. Nothing is said where they are withheld.
 */
export function untrueExtraSpecs(flavor: Flavor): UntrueExtraSpec[] {
  const extraSpecs = flavor.extraSpecs ?? {}
  const nameEntries = Object.entries(extraSpecs).filter(([key]) => NAME_KEY.test(key))
  const named: NamedPromise[] = []
  const untrue: UntrueExtraSpec[] = []
  for (const [key, value] of nameEntries) {
    const classified = classifyFlavorName(value)
    if ('flavorName' in classified) {
      named.push({ source: `${key}=${value}`, flavorName: classified.flavorName })
    } else {
      const marked = classified.status === 'rejected' ? markPosition(value, classified.error.position) : value
      untrue.push({ kind: 'name-not-valid', found: `${key}=${marked}`, expected: NAMING_RULE })
    }
  }
  for (const { source, flavorName } of named) {
    for (const { figure, unit, found, promised } of promisedFigures(flavor, flavorName)) {
      if (found >= promised) continue
      untrue.push({
        kind: 'promises-more',
        found: `${figure} ${found}${unit}`,
        expected: `${promised}${unit} (${source})`,
      })
    }
  }
  const own = classifyFlavorName(flavor.name)
  const withOwn = 'flavorName' in own ? [{ source: flavor.name, flavorName: own.flavorName }, ...named] : named
  return [...untrue, ...untrueCpuType(extraSpecs[CPU_KEY], withOwn), ...untrueDiskTypes(extraSpecs, withOwn)]
}

function untrueCpuType(word: string | undefined, names: readonly NamedPromise[]): UntrueExtraSpec[] {
  if (word === undefined) return []
  const found = `${CPU_KEY}=${word}`
  const type = findCpuType(word)
  if (type === undefined) return [unknownWord(found, Object.values(CPU_TYPES))]
  return names
    .filter(({ flavorName }) => CPU_TYPES[type].rank < CPU_TYPES[flavorName.cpuType].rank)
    .map(({ source, flavorName }) => saysLess(found, CPU_TYPES[flavorName.cpuType].extraSpec, source))
}

function untrueDiskTypes(
  extraSpecs: Readonly<Record<string, string>>,
  names: readonly NamedPromise[],
): UntrueExtraSpec[] {
  return Object.entries(extraSpecs)
    .filter(([key]) => DISK_KEY.test(key))
    .flatMap(([key, word]) => {
      const found = `${key}=${word}`
      const type = findDiskType(word)
      if (type === undefined) return [unknownWord(found, Object.values(DISK_TYPES))]
      const index = Number(key.slice('scs:disk'.length, -'-type'.length))
      return names.flatMap(({ source, flavorName }) => {
        const promised = promisedDiskType(flavorName, index)
        const isLess = promised !== null && DISK_TYPES[type].rank < DISK_TYPES[promised].rank
        return isLess ? [saysLess(found, DISK_TYPES[promised].extraSpec, source)] : []
      })
    })
}

function promisedDiskType({ disk }: FlavorName, index: number): DiskType | null {
  return disk !== null && index < disk.count ? disk.type : null
}

function unknownWord(found: string, known: readonly { readonly extraSpec: string }[]): UntrueExtraSpec {
  return { kind: 'word-not-known', found, expected: known.map(({ extraSpec }) => extraSpec).join(', ') }
}

function saysLess(found: string, promised: string, source: string): UntrueExtraSpec {
  return { kind: 'says-less', found, expected: `${promised} (${source})` }
}
