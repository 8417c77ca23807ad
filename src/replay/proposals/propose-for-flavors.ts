import { classifyFlavorName } from '#facts/derived/flavor-name/classify-flavor-name.ts'
import type { FlavorName } from '#facts/derived/flavor-name/flavor-name.ts'
import { extraSpecsOf, machineSpec } from '#facts/derived/flavor-name/machine-spec.ts'
import { parseFlavorName } from '#facts/derived/flavor-name/parse-flavor-name.ts'
import { MIB_PER_GIB, promisedFigures } from '#facts/derived/flavor-name/promised-figures.ts'
import type { Flavor } from '#facts/openstack/flavors.ts'
import { MANDATORY_FLAVORS, RECOMMENDED_FLAVORS } from '#testcases/iaas/scs-0103-standard-flavors/standard-flavors.ts'
import type { Finding, ObjectReference } from '#vocabulary/finding.ts'
import type { PlannedFlavor } from '../plan.ts'
import { type PlanAnswer, type PlanQuestion, propose } from '../proposal.ts'
import { replacementName } from './replacement-name.ts'

const STANDARD_FLAVORS: readonly string[] = [...MANDATORY_FLAVORS, ...RECOMMENDED_FLAVORS]
const STANDARD_FLAVOR_ID = /^scs-0103-flavor-/
const DISK_TYPE_KEY = 'scs:disk0-type'

const REPLACING = [
  'Figures and names of flavors cannot be changed, so the old flavor is deleted and a new one created: it gets another id. Running servers keep what they have.',
  'Swap, ephemeral disk and the access list of the old flavor are not in the facts: look at them before (`openstack flavor show`).',
]

/** Names that a program on a command line or a definition file can hold without doubt. */
const PLAIN_NAME = /^[^\p{Cc}\p{Cs}]{1,255}$/u
const EXTRA_SPEC_KEY = /^[\w:. -]{1,255}$/

/** What to do about flavors that break scs-0100 or are not what scs-0103 demands. */
export function proposeForFlavors(question: PlanQuestion): PlanAnswer {
  const { testcaseId, finding, facts } = question
  const flavors = facts.flavors ?? []
  if (STANDARD_FLAVOR_ID.test(testcaseId)) return proposeForStandardFlavor(testcaseId, flavors)
  const flavor = flavors.find(({ id }) => id === finding.about.id)
  if (flavor === undefined) return { object: finding.about, why: 'The flavor is not in the facts.' }
  if (testcaseId === 'siegel-0100-extra-specs') return proposeToSayLess(flavor, finding)
  return testcaseId === 'scs-0100-syntax-check' ? proposeOtherName(flavor, flavors) : proposeMore(flavor)
}

/** Takes an untrue extra spec away: what is true instead, only the operator knows. */
function proposeToSayLess(flavor: Flavor, { found, expected }: Finding): PlanAnswer {
  const named = /\((?<key>scs:name-v\d+)=/.exec(expected ?? '')?.groups?.key
  const own = /^(?<key>scs:[\w-]+)=/.exec(found ?? '')?.groups?.key
  const key = own ?? named
  const object = reference(flavor)
  if (key === undefined) return { object, why: 'Which extra spec is untrue is not clear.' }
  return propose(
    object,
    { kind: 'set-extra-specs', set: {}, unset: [key] },
    `If you know what is true, set ${key} instead of taking it away.`,
  )
}

function proposeForStandardFlavor(testcaseId: string, flavors: readonly Flavor[]): PlanAnswer {
  const name = STANDARD_FLAVORS.find(
    (one) => testcaseId === `scs-0103-flavor-${one.slice('SCS-'.length).toLowerCase()}`,
  )
  if (name === undefined) return { object: { kind: 'flavor', name: testcaseId }, why: 'The flavor is not known here.' }
  const planned = standardFlavor(name)
  const known = flavors.filter((flavor) => flavor.extraSpecs?.['scs:name-v2'] === name || flavor.name === name)
  const fitting = known.find((flavor) => !flavor.isDisabled && hasFigures(flavor, planned))
  if (fitting !== undefined) return proposeExtraSpecs(fitting, planned)
  const namesake = flavors.find((flavor) => flavor.name === name)
  if (namesake === undefined) {
    return propose(
      { kind: 'flavor', name },
      { kind: 'create-flavor', flavor: planned },
      'If Nova answers that the name is taken, a private flavor has it already.',
    )
  }
  return replaceBy(namesake, withOwnExtraSpecs(namesake, planned))
}

/** The standard flavor of this name, with everything that scs-0103-v1 demands. */
function standardFlavor(name: string): PlannedFlavor {
  const flavorName: FlavorName = parseFlavorName(name)
  return {
    name,
    vcpus: flavorName.cpus,
    ramMiB: flavorName.ramGiB * MIB_PER_GIB,
    diskGiB: flavorName.disk?.sizeGiB ?? 0,
    isPublic: true,
    extraSpecs: extraSpecsOf(machineSpec(flavorName)),
  }
}

function hasFigures(flavor: Flavor, planned: PlannedFlavor): boolean {
  return flavor.vcpus === planned.vcpus && flavor.ramMiB === planned.ramMiB && flavor.diskGiB === planned.diskGiB
}

function proposeExtraSpecs(flavor: Flavor, planned: PlannedFlavor): PlanAnswer {
  const present = flavor.extraSpecs ?? {}
  const demanded = Object.entries(planned.extraSpecs).filter(([key, value]) => present[key] !== value)
  const hasOtherDiskType =
    planned.extraSpecs[DISK_TYPE_KEY] === 'network' && ['hdd', 'ssd', 'nvme'].includes(present[DISK_TYPE_KEY] ?? '')
  const set = Object.fromEntries(demanded.filter(([key]) => !(key === DISK_TYPE_KEY && hasOtherDiskType)))
  const unset = planned.diskGiB === 0 && DISK_TYPE_KEY in present ? [DISK_TYPE_KEY] : []
  return propose(reference(flavor), { kind: 'set-extra-specs', set, unset }, 'Extra specs must be true: check them.')
}

/** The flavor as its own name promises it, no figure smaller than now. */
function proposeMore(flavor: Flavor): PlanAnswer {
  if (STANDARD_FLAVORS.includes(flavor.name)) {
    return replaceBy(flavor, withOwnExtraSpecs(flavor, standardFlavor(flavor.name)))
  }
  const classified = classifyFlavorName(flavor.name)
  if (!('flavorName' in classified)) return { object: reference(flavor), why: 'The name cannot be read.' }
  const promised = new Map(
    promisedFigures(flavor, classified.flavorName).map((figure) => [figure.figure, figure.promised]),
  )
  return replaceBy(flavor, {
    name: flavor.name,
    vcpus: Math.max(flavor.vcpus, promised.get('vcpus') ?? 0),
    ramMiB: Math.max(flavor.ramMiB, promised.get('ram') ?? 0),
    diskGiB: Math.max(flavor.diskGiB, promised.get('disk') ?? 0),
    isPublic: flavor.isPublic,
    extraSpecs: flavor.extraSpecs ?? {},
  })
}

function proposeOtherName(flavor: Flavor, flavors: readonly Flavor[]): PlanAnswer {
  const name = replacementName(flavor, [...flavors.map((one) => one.name), ...STANDARD_FLAVORS])
  if (name === undefined) return { object: reference(flavor), why: 'No other name for it is free.' }
  const { vcpus, ramMiB, diskGiB, isPublic, extraSpecs } = flavor
  const kept = Object.entries(extraSpecs ?? {}).filter(([, value]) => value !== flavor.name)
  return replaceBy(flavor, { name, vcpus, ramMiB, diskGiB, isPublic, extraSpecs: Object.fromEntries(kept) })
}

function replaceBy(flavor: Flavor, planned: PlannedFlavor): PlanAnswer {
  const object = reference(flavor)
  if (flavor.extraSpecs === null) {
    return { object, why: 'The cloud does not show its extra specs, so a new flavor like it cannot be described.' }
  }
  const isPlain =
    PLAIN_NAME.test(planned.name) &&
    Object.entries(planned.extraSpecs).every(
      ([key, value]) => EXTRA_SPEC_KEY.test(key) && !/[\p{Cc}\p{Cs}]/u.test(value),
    )
  if (!isPlain) return { object, why: 'Its name or its extra specs have characters that do not belong there.' }
  return propose(object, { kind: 'replace-flavor', flavor: planned }, ...REPLACING)
}

/** Extra specs of other programs stay; those of the standard are as the standard demands. */
function withOwnExtraSpecs(flavor: Flavor, planned: PlannedFlavor): PlannedFlavor {
  const others = Object.entries(flavor.extraSpecs ?? {}).filter(([key]) => !key.startsWith('scs:'))
  return { ...planned, extraSpecs: { ...planned.extraSpecs, ...Object.fromEntries(others) } }
}

function reference({ name, id }: Flavor): ObjectReference {
  return { kind: 'flavor', name, id }
}
