import { CPU_TYPES, type CpuType } from './cpu-types.ts'
import { DISK_TYPES, type DiskType } from './disk-types.ts'
import { type DiskPromise, type FlavorName, SCS_PREFIX, type Syntax } from './flavor-name.ts'
import { FlavorNameError } from './flavor-name-error.ts'
import { NameScanner } from './name-scanner.ts'
import { parseExtensions } from './parse-extensions.ts'
import { SEPARATORS } from './separators.ts'

/** Longest name that Nova stores. */
const MAX_LENGTH = 255

const CPU_LETTERS = Object.keys(CPU_TYPES) as CpuType[]
const DISK_LETTERS = Object.keys(DISK_TYPES) as DiskType[]

/**
 * Reads a flavor name strictly by the grammar of one version (scs-0100-v3, "Proposal for flavor naming", and its
 * predecessors). RAM and disk sizes are GiB.
 * @throws FlavorNameError with the position and what was expected there
 */
export function parseFlavorName(name: string, syntax: Syntax = 'v3'): FlavorName {
  if (!name.startsWith(SCS_PREFIX)) throw new FlavorNameError(name, syntax, 0, `"${SCS_PREFIX}"`)
  if (name.length > MAX_LENGTH) {
    throw new FlavorNameError(name, syntax, MAX_LENGTH, `the end of the name (at most ${MAX_LENGTH} characters)`)
  }
  const { extension } = SEPARATORS[syntax]
  const cut = name.indexOf(extension, SCS_PREFIX.length)
  const machineEnd = cut === -1 ? name.length : cut
  const machine = parseMachine(new NameScanner(name, syntax, SCS_PREFIX.length, machineEnd), syntax)
  return { ...machine, ...parseExtensions(name, syntax, machineEnd) }
}

function parseMachine(scanner: NameScanner, syntax: Syntax) {
  const { part, extension } = SEPARATORS[syntax]
  const cpus = scanner.expectPositiveInteger('the number of vCPUs')
  const cpuType = scanner.takeWord(CPU_LETTERS) ?? scanner.fail('a CPU letter (C, T, V or L)')
  const isCpuInsecure = scanner.take('i')
  const beforeRam = isCpuInsecure ? '' : '"i" or '
  scanner.expect(part, `${beforeRam}"${part}" and the RAM in GiB`)
  const ramGiB = scanner.expectHalves('the RAM in GiB')
  const isRamInsecure = scanner.take('u')
  const isRamOversubscribed = scanner.take('o')
  if (scanner.isAtEnd()) {
    return { cpus, cpuType, isCpuInsecure, ramGiB, isRamInsecure, isRamOversubscribed, disk: null }
  }
  const ramMarks = isRamOversubscribed ? '' : isRamInsecure ? '"o", ' : '"u", "o", '
  scanner.expect(part, `${ramMarks}"${part}" and the disk, "${extension}" and an extension, or the end of the name`)
  const disk = parseDisk(scanner)
  scanner.expectEnd(expectedAfterDisk(disk, extension))
  return { cpus, cpuType, isCpuInsecure, ramGiB, isRamInsecure, isRamOversubscribed, disk }
}

function parseDisk(scanner: NameScanner): DiskPromise {
  const number = scanner.takePositiveInteger('the disk size in GiB')
  const isMultiple = number !== null && scanner.take('x')
  const sizeGiB = isMultiple ? scanner.takePositiveInteger('the disk size in GiB') : number
  return { count: isMultiple ? number : 1, sizeGiB, type: scanner.takeWord(DISK_LETTERS) }
}

function expectedAfterDisk(disk: DiskPromise, extension: string): string {
  const end = `"${extension}" and an extension, or the end of the name`
  if (disk.type !== null) return end
  const letter = `a disk letter (${DISK_LETTERS.join(', ')})`
  return disk.sizeGiB === null ? `a whole number of GiB, ${letter}, ${end}` : `${letter}, ${end}`
}
