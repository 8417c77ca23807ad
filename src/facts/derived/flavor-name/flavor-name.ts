import type { CpuVendor, FrequencyMark } from './cpu-architectures.ts'
import type { CpuType } from './cpu-types.ts'
import type { DiskType } from './disk-types.ts'
import type { GpuClockMark, GpuKind, GpuVendor } from './gpus.ts'
import type { Hypervisor } from './hypervisors.ts'

/** Versions of the naming standard. v2 and v3 have the same grammar; v1 has other separators (scs-0100-v3). */
export const SYNTAXES = ['v1', 'v2', 'v3'] as const
export type Syntax = (typeof SYNTAXES)[number]

/** How every SCS flavor name begins, in every version and in upper case only. */
export const SCS_PREFIX = 'SCS-'

export interface DiskPromise {
  /** How many disks of this kind; 1 when the name has no multiplicity. */
  readonly count: number
  /** Null: the cloud chooses the size. */
  readonly sizeGiB: number | null
  /** Null: any. */
  readonly type: DiskType | null
}

export interface ArchitecturePromise {
  readonly vendor: CpuVendor
  readonly generation: number | null
  readonly frequency: FrequencyMark | null
}

export interface GpuPromise {
  readonly kind: GpuKind
  readonly vendor: GpuVendor
  readonly generation: string | null
  /** SMs, CUs or EUs, as the vendor counts. */
  readonly units: number | null
  readonly clock: GpuClockMark | null
  readonly memoryGiB: number | null
  readonly hasHighBandwidthMemory: boolean
}

/** Everything that an SCS flavor name promises (scs-0100-v3). Null: the name says nothing about it. */
export interface FlavorName {
  readonly cpus: number
  readonly cpuType: CpuType
  /** Mitigations against known processor flaws are missing. */
  readonly isCpuInsecure: boolean
  /** A positive multiple of 0.5. */
  readonly ramGiB: number
  /** RAM without error correction. */
  readonly isRamInsecure: boolean
  readonly isRamOversubscribed: boolean
  readonly disk: DiskPromise | null
  readonly hypervisor: Hypervisor | null
  /** Hardware or nested virtualisation can be used in the guest. */
  readonly hasHardwareVirtualisation: boolean
  readonly architecture: ArchitecturePromise | null
  readonly gpu: GpuPromise | null
  readonly hasInfiniBand: boolean
}
