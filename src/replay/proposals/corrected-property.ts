import { parsePropertyDay } from '#facts/derived/property-date.ts'
import type { Finding } from '#vocabulary/finding.ts'

const ARCHITECTURE_WORDS: ReadonlyMap<string, string> = new Map([
  ['amd64', 'x86_64'],
  ['x64', 'x86_64'],
  ['x86-64', 'x86_64'],
  ['x86_64', 'x86_64'],
  ['arm64', 'aarch64'],
  ['aarch64', 'aarch64'],
])

/**
 * What a wrong property of an image (scs-0102) certainly means, in the spelling of the standard: other letter case,
 * another word for the same thing, a date in another order. Undefined where only the operator can tell.
 */
export function correctedProperty(name: string, value: unknown, finding: Finding): string | undefined {
  if (finding.code === 'min-disk-below-image-size') return finding.expected
  const accepted = acceptedWords(finding)
  if (name === 'hw_rng_model' && accepted.length === 1) return accepted[0]
  if (typeof value !== 'string') return undefined
  const text = value.trim().toLowerCase()
  if (text === '') return undefined
  switch (name) {
    case 'architecture':
      return ARCHITECTURE_WORDS.get(text)
    case 'os_distro':
      return finding.code === 'property-value-not-allowed' ? accepted[0]?.replace(/^os_distro=/, '') : undefined
    case 'hypervisor_type':
      return text === 'kvm' ? 'qemu' : accepted.find((word) => word === text)
    case 'hotfix_hours':
      return /^(\d{1,6})\s*(?:h|hours?)$/.exec(text)?.[1]
    case 'image_build_date':
      return correctedDay(text)
    case 'provided_until':
      return accepted.find((word) => word === text) ?? correctedDay(text)
    case 'uuid_validity':
      return accepted.find((word) => word === text) ?? /^last-\d+$/.exec(text)?.[0] ?? correctedDay(text)
    default:
      return accepted.find((word) => word === text)
  }
}

function acceptedWords({ code, expected }: Finding): string[] {
  return code === 'property-value-not-allowed' ? (expected ?? '').split(', ') : []
}

function correctedDay(text: string): string | undefined {
  const yearFirst = /^(?<year>\d{4})(?<separator>[./]?)(?<month>\d{2})\k<separator>(?<day>\d{2})$/.exec(text)
  const parts = (yearFirst ?? /^(?<day>\d{2})\.(?<month>\d{2})\.(?<year>\d{4})$/.exec(text))?.groups
  const day = `${parts?.year}-${parts?.month}-${parts?.day}`
  return parsePropertyDay(day) === undefined ? undefined : day
}
