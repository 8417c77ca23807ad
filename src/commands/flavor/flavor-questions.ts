import { CPU_ARCHITECTURES, type CpuVendor, FREQUENCY_MARKS } from '#facts/derived/flavor-name/cpu-architectures.ts'
import { CPU_TYPES } from '#facts/derived/flavor-name/cpu-types.ts'
import { DISK_TYPES } from '#facts/derived/flavor-name/disk-types.ts'
import { GPU_CLOCK_MARKS, GPU_KINDS, GPU_VENDORS, type GpuVendor } from '#facts/derived/flavor-name/gpus.ts'
import { HYPERVISORS } from '#facts/derived/flavor-name/hypervisors.ts'

/** Answers so far, by the key of the question; `yes` for a flag that was set. No key: not answered, or "none". */
export type Answers = Readonly<Record<string, string>>

interface Choice {
  readonly word: string
  readonly meaning: string
}

/** One detail of a new flavor name: an option of the command, and the question that stands in for it. */
export interface FlavorQuestion {
  /** The option's name as commander calls it: `cpu-type` becomes `cpuType`. */
  readonly key: string
  readonly flag: string
  readonly question: string
  readonly answer:
    | { readonly kind: 'number' | 'halves' | 'disk size' | 'yes-no' }
    | { readonly kind: 'choice'; readonly choices: (answers: Answers) => readonly Choice[] }
  readonly isRequired?: true
  /** Asked only where an earlier answer makes it meaningful. */
  readonly dependsOn?: string
}

/** None as long as the vendor is not known. */
function cpuGenerations({ cpu }: Answers): Choice[] {
  return cpu === undefined ? [] : asChoices(CPU_ARCHITECTURES[cpu as CpuVendor].generations)
}

function gpuGenerations({ gpuVendor }: Answers): Choice[] {
  return gpuVendor === undefined ? [] : asChoices(GPU_VENDORS[gpuVendor as GpuVendor].generations)
}

/** Every detail in the order of the grammar. */
export const FLAVOR_QUESTIONS: readonly FlavorQuestion[] = [
  { key: 'cpus', flag: '--cpus <number>', question: 'Number of vCPUs', answer: { kind: 'number' }, isRequired: true },
  {
    key: 'cpuType',
    flag: '--cpu-type <letter>',
    question: 'Kind of vCPU',
    answer: choice(() => Object.entries(CPU_TYPES).map(([word, { words }]) => ({ word, meaning: words }))),
    isRequired: true,
  },
  {
    key: 'insecureCpu',
    flag: '--insecure-cpu',
    question: 'Are mitigations against processor flaws missing',
    answer: { kind: 'yes-no' },
  },
  { key: 'ram', flag: '--ram <GiB>', question: 'RAM in GiB', answer: { kind: 'halves' }, isRequired: true },
  { key: 'withoutEcc', flag: '--without-ecc', question: 'Is the RAM without ECC', answer: { kind: 'yes-no' } },
  {
    key: 'oversubscribedRam',
    flag: '--oversubscribed-ram',
    question: 'Is the RAM oversubscribed',
    answer: { kind: 'yes-no' },
  },
  { key: 'disk', flag: '--disk <GiB>', question: 'Size of the disk in GiB', answer: { kind: 'disk size' } },
  {
    key: 'diskType',
    flag: '--disk-type <letter>',
    question: 'Type of the disk',
    answer: choice(() => Object.entries(DISK_TYPES).map(([word, { words }]) => ({ word, meaning: words }))),
    dependsOn: 'disk',
  },
  {
    key: 'disks',
    flag: '--disks <number>',
    question: 'Number of such disks',
    answer: { kind: 'number' },
    dependsOn: 'disk',
  },
  {
    key: 'hypervisor',
    flag: '--hypervisor <word>',
    question: 'Hypervisor',
    answer: choice(() => Object.entries(HYPERVISORS).map(([word, { words }]) => ({ word, meaning: words }))),
  },
  {
    key: 'hardwareVirtualisation',
    flag: '--hardware-virtualisation',
    question: 'Can the guest use hardware virtualisation',
    answer: { kind: 'yes-no' },
  },
  {
    key: 'cpu',
    flag: '--cpu <letter>',
    question: 'Processor vendor',
    answer: choice(() => Object.entries(CPU_ARCHITECTURES).map(([word, { vendor }]) => ({ word, meaning: vendor }))),
  },
  {
    key: 'cpuGeneration',
    flag: '--cpu-generation <number>',
    question: 'Processor generation',
    answer: choice(cpuGenerations),
    dependsOn: 'cpu',
  },
  {
    key: 'cpuFrequency',
    flag: '--cpu-frequency <mark>',
    question: 'Clock of the processor on all cores',
    answer: choice(() => asChoices(Object.entries(FREQUENCY_MARKS))),
    dependsOn: 'cpu',
  },
  {
    key: 'gpu',
    flag: '--gpu <letter>',
    question: 'GPU',
    answer: choice(() => asChoices(Object.entries(GPU_KINDS))),
  },
  {
    key: 'gpuVendor',
    flag: '--gpu-vendor <letter>',
    question: 'GPU vendor',
    answer: choice(() => Object.entries(GPU_VENDORS).map(([word, { vendor }]) => ({ word, meaning: vendor }))),
    isRequired: true,
    dependsOn: 'gpu',
  },
  {
    key: 'gpuGeneration',
    flag: '--gpu-generation <text>',
    question: 'GPU generation',
    answer: choice(gpuGenerations),
    dependsOn: 'gpu',
  },
  {
    key: 'gpuUnits',
    flag: '--gpu-units <number>',
    question: 'Number of SMs, CUs or EUs',
    answer: { kind: 'number' },
    dependsOn: 'gpu',
  },
  {
    key: 'gpuClock',
    flag: '--gpu-clock <mark>',
    question: 'Clock of the GPU',
    answer: choice(() => asChoices(Object.entries(GPU_CLOCK_MARKS))),
    dependsOn: 'gpuUnits',
  },
  {
    key: 'gpuMemory',
    flag: '--gpu-memory <GiB>',
    question: 'Video memory in GiB',
    answer: { kind: 'number' },
    dependsOn: 'gpuUnits',
  },
  {
    key: 'gpuHighBandwidth',
    flag: '--gpu-high-bandwidth',
    question: 'Is it high-bandwidth memory',
    answer: { kind: 'yes-no' },
    dependsOn: 'gpuMemory',
  },
  { key: 'infiniband', flag: '--infiniband', question: 'Is there InfiniBand', answer: { kind: 'yes-no' } },
]

function choice(choices: (answers: Answers) => readonly Choice[]) {
  return { kind: 'choice', choices } as const
}

function asChoices(entries: Iterable<readonly [string | number, string]>): Choice[] {
  return [...entries].map(([word, meaning]) => ({ word: `${word}`, meaning }))
}
