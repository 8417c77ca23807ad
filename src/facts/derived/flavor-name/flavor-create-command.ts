import { extraSpecsOf, type MachineSpec } from './machine-spec.ts'
import { MIB_PER_GIB } from './promised-figures.ts'

/**
 * The call of the OpenStack client that creates such a flavor, one option per entry, so that the caller chooses the
 * line breaks. Without a disk size there is no `--disk`: the client then takes 0, the size of the image.
 */
export function flavorCreateCommand(name: string, spec: MachineSpec): string[] {
  const disk = spec.diskGiB === null ? [] : [`--disk ${spec.diskGiB}`]
  return [
    `openstack flavor create ${name}`,
    `--vcpus ${spec.cpus}`,
    `--ram ${spec.ramGiB * MIB_PER_GIB}`,
    ...disk,
    ...flavorProperties(spec),
  ]
}

/** The extra specs as options of `openstack flavor create` and `openstack flavor set`. */
export function flavorProperties(spec: MachineSpec): string[] {
  return Object.entries(extraSpecsOf(spec)).map(([key, value]) => `--property ${key}=${value}`)
}
