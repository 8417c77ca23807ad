import { Command, Option } from 'commander'
import { stringify } from 'yaml'
import { canonicalName } from '#facts/derived/flavor-name/canonical-name.ts'
import { extraSpecsOf, type MachineSpec, machineSpec } from '#facts/derived/flavor-name/machine-spec.ts'
import { mergeFlavorNames } from '#facts/derived/flavor-name/merge-flavor-names.ts'
import { MIB_PER_GIB } from '#facts/derived/flavor-name/promised-figures.ts'
import { MANDATORY_FLAVORS, RECOMMENDED_FLAVORS } from '#testcases/iaas/scs-0103-standard-flavors/standard-flavors.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { CommandContext } from '../command-context.ts'
import { understandName } from './understand-name.ts'

const STANDARD_SETS: Readonly<Record<string, readonly string[]>> = {
  mandatory: MANDATORY_FLAVORS,
  recommended: RECOMMENDED_FLAVORS,
  all: [...MANDATORY_FLAVORS, ...RECOMMENDED_FLAVORS],
}

interface SpecOptions {
  readonly standard?: string
  readonly merge?: true
  readonly json?: true
}

/** `siegel flavor spec NAME…`: rows as a flavor manager reads them; RAM in MiB, disk in GiB. */
export function specCommand({ stdout, stderr }: CommandContext): Command {
  return new Command('spec')
    .description('print what a flavor manager needs to create flavors')
    .argument('[name...]', 'flavor names, in the spelling of any version')
    .addOption(
      new Option('--standard <set>', 'the standard flavors (scs-0103), before the names').choices(
        Object.keys(STANDARD_SETS),
      ),
    )
    .option('--merge', 'the names are all names of one flavor; the first is its real one')
    .option('--json', 'print JSON instead of YAML')
    .action((given: string[], { standard, merge, json }: SpecOptions) => {
      const names = [...(standard === undefined ? [] : (STANDARD_SETS[standard] ?? [])), ...given]
      const [first, ...others] = names
      if (first === undefined) throw new CodedError('FLAVOR_NAME_MISSING', 'no flavor name was given')
      const rows = merge ? [mergedRow(first, others, stderr)] : names.map(rowFor)
      stdout.write(json ? `${JSON.stringify(rows, null, 2)}\n` : stringify(rows))
    })
}

function rowFor(name: string) {
  const flavorName = understandName(name)
  return row(canonicalName(flavorName), machineSpec(flavorName))
}

function mergedRow(first: string, others: readonly string[], stderr: CommandContext['stderr']) {
  const real = understandName(first)
  const { spec, disagreements } = mergeFlavorNames(real, ...others.map(understandName))
  for (const { promise, values } of disagreements) {
    stderr.write(`siegel: the names disagree on ${promise} (${values.join(', ')}); the best is taken\n`)
  }
  return row(canonicalName(real), spec)
}

function row(name: string, spec: MachineSpec): Record<string, string | number> {
  const disk: Record<string, number> = spec.diskGiB === null ? {} : { disk: spec.diskGiB }
  return { name, cpus: spec.cpus, ram: spec.ramGiB * MIB_PER_GIB, ...disk, ...extraSpecsOf(spec) }
}
