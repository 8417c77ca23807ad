import { CPU_ARCHITECTURES, type CpuVendor, FREQUENCY_MARKS, type FrequencyMark } from './cpu-architectures.ts'
import type { ArchitecturePromise, FlavorName, GpuPromise, Syntax } from './flavor-name.ts'
import { GPU_CLOCK_MARKS, GPU_KINDS, GPU_VENDORS, type GpuClockMark, type GpuKind, type GpuVendor } from './gpus.ts'
import { HYPERVISORS, type Hypervisor } from './hypervisors.ts'
import { NameScanner } from './name-scanner.ts'
import { SEPARATORS } from './separators.ts'

type Extensions = Pick<
  FlavorName,
  'hypervisor' | 'hasHardwareVirtualisation' | 'architecture' | 'gpu' | 'hasInfiniBand'
>

const LONGEST_FIRST = (a: string, b: string) => b.length - a.length
const CPU_LETTERS = Object.keys(CPU_ARCHITECTURES) as CpuVendor[]
const FREQUENCIES = (Object.keys(FREQUENCY_MARKS) as FrequencyMark[]).sort(LONGEST_FIRST)
const GPU_LETTERS = Object.keys(GPU_KINDS) as GpuKind[]
const GPU_VENDOR_LETTERS = Object.keys(GPU_VENDORS) as GpuVendor[]
const GPU_CLOCKS = (Object.keys(GPU_CLOCK_MARKS) as GpuClockMark[]).sort(LONGEST_FIRST)

/** The kinds of extension in the only order in which the grammar allows them, and how people call them. */
const ORDER = ['hypervisor', 'hwv', 'cpu', 'gpu', 'ib'] as const
type Kind = (typeof ORDER)[number]

/** Reads everything from the first extension separator on. An empty rest has no extensions. */
export function parseExtensions(name: string, syntax: Syntax, start: number): Extensions {
  const separator = SEPARATORS[syntax].extension
  let extensions: Extensions = {
    hypervisor: null,
    hasHardwareVirtualisation: false,
    architecture: null,
    gpu: null,
    hasInfiniBand: false,
  }
  let nextKind = 0
  let position = start
  while (position < name.length) {
    const pieceStart = position + separator.length
    const cut = name.indexOf(separator, pieceStart)
    const pieceEnd = cut === -1 ? name.length : cut
    const scanner = new NameScanner(name, syntax, pieceStart, pieceEnd)
    const kind = classify(scanner.rest(), syntax)
    const allowed = ORDER.slice(nextKind)
    if (kind === null || !allowed.includes(kind)) return scanner.fail(describeAllowed(allowed, syntax))
    extensions = { ...extensions, ...parsePiece(kind, scanner, syntax) }
    nextKind = ORDER.indexOf(kind) + 1
    position = pieceEnd
  }
  return extensions
}

function hypervisorWords(syntax: Syntax): Hypervisor[] {
  const words = Object.keys(HYPERVISORS) as Hypervisor[]
  return syntax === 'v1' ? words.filter((word) => HYPERVISORS[word].inV1) : words
}

/** The first letter decides only where the whole piece is not one of the fixed words: `ib` is no Intel processor. */
function classify(piece: string, syntax: Syntax): Kind | null {
  if (piece === 'hwv' || piece === 'ib') return piece
  if (hypervisorWords(syntax).some((word) => word === piece)) return 'hypervisor'
  const first = piece.charAt(0)
  if (CPU_LETTERS.some((letter) => letter === first)) return 'cpu'
  return GPU_LETTERS.some((letter) => letter === first) ? 'gpu' : null
}

function describeAllowed(kinds: readonly Kind[], syntax: Syntax): string {
  if (kinds.length === 0) return 'nothing after "ib"'
  const words: Record<Kind, string> = {
    hypervisor: `a hypervisor (${hypervisorWords(syntax).join(', ')})`,
    hwv: '"hwv"',
    cpu: `a CPU (${CPU_LETTERS.join(', ')})`,
    gpu: `a GPU (${GPU_LETTERS.join(', ')})`,
    ib: '"ib"',
  }
  const list = kinds.map((kind) => words[kind]).join(' or ')
  return kinds.length === 1 ? list : `${list} (in this order)`
}

function parsePiece(kind: Kind, scanner: NameScanner, syntax: Syntax): Partial<Extensions> {
  switch (kind) {
    case 'hypervisor':
      return { hypervisor: scanner.takeWord(hypervisorWords(syntax)) }
    case 'hwv':
      return { hasHardwareVirtualisation: true }
    case 'cpu':
      return { architecture: parseArchitecture(scanner) }
    case 'gpu':
      return { gpu: parseGpu(scanner, SEPARATORS[syntax].part) }
    case 'ib':
      return { hasInfiniBand: true }
  }
}

function parseArchitecture(scanner: NameScanner): ArchitecturePromise {
  const vendor = scanner.takeWord(CPU_LETTERS) ?? scanner.fail('a CPU letter')
  const { generations, vendor: vendorName } = CPU_ARCHITECTURES[vendor]
  const generationStart = scanner.position
  const digits = scanner.takeRun('0123456789')
  const generation = digits === '' ? null : Number(digits)
  if (generation !== null && !(generations as ReadonlyMap<number, string>).has(generation)) {
    scanner.fail(`a known generation of ${vendorName} (${[...generations.keys()].join(', ')})`, generationStart)
  }
  const frequency = scanner.takeWord(FREQUENCIES)
  const beforeEnd = frequency === null ? (generation === null ? 'a generation, "h", ' : '"h", ') : ''
  scanner.expectEnd(`${beforeEnd}the next extension or the end of the name`)
  return { vendor, generation, frequency }
}

function parseGpu(scanner: NameScanner, part: string): GpuPromise {
  const kind = scanner.takeWord(GPU_LETTERS) ?? scanner.fail('"G" or "g"')
  const vendor = scanner.takeWord(GPU_VENDOR_LETTERS) ?? scanner.fail('a GPU vendor (N, A or I)')
  const generation = parseGpuGeneration(scanner, vendor)
  const { unit } = GPU_VENDORS[vendor]
  const end = 'the next extension or the end of the name'
  let units: number | null = null
  let clock: GpuClockMark | null = null
  let memoryGiB: number | null = null
  let hasHighBandwidthMemory = false
  if (scanner.take(part)) {
    units = scanner.expectPositiveInteger(`the number of ${unit}`)
    clock = scanner.takeWord(GPU_CLOCKS)
    if (scanner.take(part)) {
      memoryGiB = scanner.expectPositiveInteger('the video memory in GiB')
      hasHighBandwidthMemory = scanner.take('h')
      scanner.expectEnd(hasHighBandwidthMemory ? end : `"h", ${end}`)
    }
    scanner.expectEnd(`${clock === null ? '"h", "hh", ' : ''}"${part}" and the video memory in GiB, ${end}`)
  }
  scanner.expectEnd(`${generation === null ? 'a generation, ' : ''}"${part}" and the number of ${unit}, ${end}`)
  return { kind, vendor, generation, units, clock, memoryGiB, hasHighBandwidthMemory }
}

function parseGpuGeneration(scanner: NameScanner, vendor: GpuVendor): string | null {
  const { generations, vendor: vendorName } = GPU_VENDORS[vendor]
  const start = scanner.position
  const known = [...generations.keys()]
  const text =
    vendor === 'N'
      ? scanner
          .rest()
          .slice(0, 1)
          .replace(/[^a-z]/, '')
      : scanner.takeRun('0123456789.')
  if (text === '') return null
  if (!known.includes(text)) {
    scanner.fail(`a known generation of ${vendorName} (${known.join(', ')}), or none`, start)
  }
  if (vendor === 'N') scanner.take(text)
  return text
}
