import { canonicalName } from '#facts/derived/flavor-name/canonical-name.ts'
import { CPU_TYPES } from '#facts/derived/flavor-name/cpu-types.ts'
import { DISK_TYPES } from '#facts/derived/flavor-name/disk-types.ts'
import { flavorCreateCommand, flavorProperties } from '#facts/derived/flavor-name/flavor-create-command.ts'
import type { FlavorName } from '#facts/derived/flavor-name/flavor-name.ts'
import { machineSpec } from '#facts/derived/flavor-name/machine-spec.ts'
import { parseFlavorName } from '#facts/derived/flavor-name/parse-flavor-name.ts'
import { MIB_PER_GIB } from '#facts/derived/flavor-name/promised-figures.ts'
import type { Flavor } from '#facts/openstack/flavors.ts'
import { conclude, undecided } from '#testcases/conclude.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'
import type { Finding } from '#vocabulary/finding.ts'
import type { Judgement } from '#vocabulary/judgement.ts'
import { MANDATORY_FLAVORS, RECOMMENDED_FLAVORS } from './standard-flavors.ts'

const DISK_TYPE_KEY = 'scs:disk0-type'

/** One testcase per standard flavor, such as `scs-0103-flavor-2v-4-20s`. */
export const testcases = [...MANDATORY_FLAVORS, ...RECOMMENDED_FLAVORS].map((name) => {
  const flavorName = parseFlavorName(name)
  return defineTestcase({
    id: `scs-0103-flavor-${name.slice('SCS-'.length).toLowerCase()}`,
    title: `The standard flavor ${name} is there, with its figures and its extra specs`,
    requirement: 'https://docs.scs.community/standards/scs-0103-v1-standard-flavors',
    remedy: remedyFor(name, flavorName),
    needs: ['flavors'],
    judge: ({ flavors }) => judgeStandardFlavor(name, flavorName, flavors),
  })
})

/**
 * PASS if some usable candidate has exactly what the table demands. A flavor that withholds its extra specs may be the
 * one looked for, so without another one the question stays open.
 */
function judgeStandardFlavor(name: string, standard: FlavorName, flavors: readonly Flavor[]): Judgement {
  const candidates = findCandidates(name, flavors)
  const examined = flavors.length
  const good = candidates.filter((flavor) => deviations(name, standard, flavor).length === 0)
  if (good.length > 0) {
    const isPublic = good.some((flavor) => flavor.isPublic)
    const warnings = isPublic ? [] : good.map((flavor): Finding => ({ code: 'flavor-private', about: about(flavor) }))
    return { verdict: 'PASS', examined, warnings }
  }
  const withheld = flavors.find(({ extraSpecs, isDisabled }) => extraSpecs === null && !isDisabled)
  if (withheld !== undefined) {
    const detail = `the cloud does not show the extra specs of flavor ${withheld.name}, which may be ${name}`
    return undecided(withheld.extraSpecsWithheld ?? { class: 'permission', detail })
  }
  const missing: Finding = {
    code: 'standard-flavor-missing',
    about: { kind: 'flavor', name },
    expected: demands(name, standard),
  }
  const findings = candidates.length === 0 ? [missing] : candidates.flatMap((c) => deviations(name, standard, c))
  return conclude({ examined, findings, whenNone: { fail: missing } })
}

/** The flavors that call themselves so in `scs:name-v2`; if there are none, those whose real name it is. */
function findCandidates(name: string, flavors: readonly Flavor[]): readonly Flavor[] {
  const byExtraSpec = flavors.filter(({ extraSpecs }) => extraSpecs?.['scs:name-v2'] === name)
  return byExtraSpec.length > 0
    ? byExtraSpec
    : flavors.filter((flavor) => flavor.name === name && flavor.extraSpecs !== null)
}

/** Everything in which a candidate differs from the table. Over-delivery is a difference here. */
function deviations(name: string, standard: FlavorName, flavor: Flavor): Finding[] {
  const figures: readonly [string, number, number, string][] = [
    ['vcpus', flavor.vcpus, standard.cpus, ''],
    ['ram', flavor.ramMiB, standard.ramGiB * MIB_PER_GIB, ' MiB'],
    ['disk', flavor.diskGiB, standard.disk?.sizeGiB ?? 0, ' GiB'],
  ]
  const findings: Finding[] = flavor.isDisabled ? [{ code: 'flavor-disabled', about: about(flavor) }] : []
  for (const [figure, found, expected, unit] of figures) {
    if (found === expected) continue
    findings.push({
      code: 'property-value-not-allowed',
      about: about(flavor),
      found: `${figure} ${found}${unit}`,
      expected: `${figure} ${expected}${unit}`,
    })
  }
  const fixed = fixedExtraSpecs(name, standard).map(([key, value]) => extraSpecFinding(flavor, key, [value]))
  return [...findings, ...fixed, diskTypeFinding(standard, flavor)].filter((finding) => finding !== undefined)
}

function fixedExtraSpecs(name: string, standard: FlavorName): [string, string][] {
  return [
    ['scs:name-v1', canonicalName(standard, 'v1')],
    ['scs:name-v2', name],
    ['scs:cpu-type', CPU_TYPES[standard.cpuType].extraSpec],
  ]
}

function extraSpecFinding(flavor: Flavor, key: string, allowed: readonly string[]): Finding | undefined {
  const value = flavor.extraSpecs?.[key]
  const expected = `${key}=${allowed.join('|')}`
  if (value === undefined) return { code: 'property-missing', about: about(flavor), expected }
  if (allowed.includes(value)) return undefined
  return { code: 'property-value-not-allowed', about: about(flavor), found: `${key}=${value}`, expected }
}

/** Absent without a disk (D-11), of the named type, or of any known type where the table says "(any)" (D-08). */
function diskTypeFinding({ disk }: FlavorName, flavor: Flavor): Finding | undefined {
  if (disk !== null) return extraSpecFinding(flavor, DISK_TYPE_KEY, allowedDiskTypes(disk.type))
  const value = flavor.extraSpecs?.[DISK_TYPE_KEY]
  if (value === undefined) return undefined
  return { code: 'flavor-extra-spec-not-allowed', about: about(flavor), found: `${DISK_TYPE_KEY}=${value}` }
}

function allowedDiskTypes(type: NonNullable<FlavorName['disk']>['type']): readonly string[] {
  return type === null ? Object.values(DISK_TYPES).map(({ extraSpec }) => extraSpec) : [DISK_TYPES[type].extraSpec]
}

function about({ name, id }: Flavor) {
  return { kind: 'flavor', name, id } as const
}

function demands(name: string, standard: FlavorName): string {
  const { cpus, ramGiB, disk } = standard
  const figures = [`vcpus ${cpus}`, `ram ${ramGiB * MIB_PER_GIB} MiB`, `disk ${disk?.sizeGiB ?? 0} GiB`]
  const diskType = disk === null ? [] : [`${DISK_TYPE_KEY}=${allowedDiskTypes(disk.type).join('|')}`]
  const fixed = fixedExtraSpecs(name, standard).map(([key, value]) => `${key}=${value}`)
  return [...figures, ...fixed, ...diskType].join(', ')
}

function remedyFor(name: string, flavorName: FlavorName): string {
  const spec = machineSpec(flavorName)
  const create = flavorCreateCommand(name, spec).join(' ')
  const disk =
    flavorName.disk === null
      ? `It has no disk, so an existing \`${DISK_TYPE_KEY}\` is removed with \`openstack flavor unset --property ${DISK_TYPE_KEY} ${name}\`.`
      : flavorName.disk.type === null
        ? `\`${DISK_TYPE_KEY}\` may also be hdd, ssd or nvme, whichever is true.`
        : `A flavor on faster storage advertises \`${DISK_TYPE_KEY}=${DISK_TYPES[flavorName.disk.type].extraSpec}\` under this name all the same.`
  return `Create it with \`${create}\`. If it exists and only extra specs are wrong: \`openstack flavor set ${flavorProperties(spec).join(' ')} ${name}\`. ${disk} vCPUs, RAM and disk cannot be changed: delete the flavor and create it anew. Another real name is allowed as long as \`scs:name-v2\` is ${name}.`
}
