/** The hypervisor words of a flavor name (scs-0100-v3, "Hypervisor"). */
export const HYPERVISORS = {
  kvm: { words: 'KVM', inV1: true },
  // Naming version 1 is older than this word.
  chy: { words: 'Cloud Hypervisor', inV1: false },
  xen: { words: 'Xen', inV1: true },
  vmw: { words: 'VMware', inV1: true },
  hyv: { words: 'Hyper-V', inV1: true },
  bms: { words: 'bare metal', inV1: true },
} as const

export type Hypervisor = keyof typeof HYPERVISORS
