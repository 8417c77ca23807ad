import type { Flavor } from '#facts/openstack/flavors.ts'
import type { FlavorName } from './flavor-name.ts'

export const MIB_PER_GIB = 1024

/** One figure of a flavor against the same figure of a name: vCPUs, RAM in MiB, root disk in GiB. */
export interface Figure {
  readonly figure: 'vcpus' | 'ram' | 'disk'
  readonly unit: '' | ' MiB' | ' GiB'
  readonly found: number
  readonly promised: number
}

/** Every figure that the name states; a disk without a size has none (D-06). RAM is compared exactly, in MiB (D-05). */
export function promisedFigures(flavor: Flavor, { cpus, ramGiB, disk }: FlavorName): Figure[] {
  const figures: Figure[] = [
    { figure: 'vcpus', unit: '', found: flavor.vcpus, promised: cpus },
    { figure: 'ram', unit: ' MiB', found: flavor.ramMiB, promised: ramGiB * MIB_PER_GIB },
  ]
  const sizeGiB = disk?.sizeGiB ?? null
  if (sizeGiB !== null) figures.push({ figure: 'disk', unit: ' GiB', found: flavor.diskGiB, promised: sizeGiB })
  return figures
}
