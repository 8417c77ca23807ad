import { type PracticeFlavor, STANDARD_FLAVOR_NAMES } from '../content/flavors.ts'
import { stableUuid } from '../content/stable-uuid.ts'
import { type DefectFamily, defectFamily, type PracticeDefect, type PracticeModel } from '../practice-defect.ts'

/** scs-0103: one standard flavor is absent or differs from the table. */
export const FLAVOR_DEFECT_FAMILIES: readonly DefectFamily[] = [
  defectFamily('flavor-missing', 'flavor', STANDARD_FLAVOR_NAMES, (flavor) => ({
    breaks: [standardFlavorTestcase(flavor)],
    aborts: null,
    area: 'flavors',
    description: `the standard flavor ${flavor} does not exist`,
    apply: ({ content }) => {
      content.flavors = content.flavors.filter(({ name }) => name !== flavor)
    },
  })),
  defectFamily('flavor-wrong-size', 'flavor', STANDARD_FLAVOR_NAMES, (flavor) => ({
    breaks: [standardFlavorTestcase(flavor)],
    aborts: null,
    area: 'flavors',
    description: `${flavor} has a vCPU more than the standard says`,
    apply: (model) => {
      flavorOf(model, flavor).vcpus += 1
    },
  })),
  defectFamily('flavor-extra-specs-missing', 'flavor', STANDARD_FLAVOR_NAMES, (flavor) => ({
    breaks: [standardFlavorTestcase(flavor)],
    aborts: null,
    area: 'flavors',
    description: `${flavor} has no extra specs that begin with scs:`,
    apply: (model) => {
      flavorOf(model, flavor).extraSpecs = {}
    },
  })),
]

/** scs-0100, and a standard flavor with one false extra spec. */
export const FLAVOR_DEFECTS: readonly PracticeDefect[] = [
  {
    name: 'flavor-name-invalid',
    breaks: ['scs-0100-syntax-check'],
    aborts: null,
    area: 'flavors',
    description: 'a flavor SCS-2C4-10n lies outside the naming grammar',
    apply: addFlavor({ name: 'SCS-2C4-10n', vcpus: 2, ram: 4096, disk: 10 }),
  },
  {
    name: 'flavor-promises-too-much',
    breaks: ['scs-0100-semantics-check'],
    aborts: null,
    area: 'flavors',
    description: 'a flavor SCS-4C-24 has 24000 MiB of RAM, which is less than 24 GiB',
    apply: addFlavor({ name: 'SCS-4C-24', vcpus: 4, ram: 24_000, disk: 0 }),
  },
  {
    name: 'flavor-cpu-type-wrong',
    breaks: [standardFlavorTestcase('SCS-4V-16'), 'siegel-0100-extra-specs'],
    aborts: null,
    area: 'flavors',
    description: 'SCS-4V-16 calls its vCPUs crowded',
    apply: (model) => {
      flavorOf(model, 'SCS-4V-16').extraSpecs['scs:cpu-type'] = 'crowded-core'
    },
  },
]

/** The id of the testcase of a standard flavor: `SCS-2V-4-20s` is `scs-0103-flavor-2v-4-20s`. */
function standardFlavorTestcase(flavor: string): string {
  return `scs-0103-flavor-${flavor.slice('SCS-'.length).toLowerCase()}`
}

function addFlavor(flavor: Omit<PracticeFlavor, 'id' | 'extraSpecs'>) {
  return ({ content }: PracticeModel): void => {
    content.flavors.push({ id: stableUuid('flavor', flavor.name), ...flavor, extraSpecs: {} })
  }
}

/** A second defect may have removed the flavor: what is not there cannot be made worse. */
function flavorOf(model: PracticeModel, name: string): PracticeFlavor {
  const absent = { id: '', name, vcpus: 0, ram: 0, disk: 0, extraSpecs: {} }
  return model.content.flavors.find((flavor) => flavor.name === name) ?? absent
}
