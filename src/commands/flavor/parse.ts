import { Command, Option } from 'commander'
import { canonicalName, shortFlavorName } from '#facts/derived/flavor-name/canonical-name.ts'
import {
  type ClassifiedFlavorName,
  classifyFlavorName,
  STRATEGIES,
  type Strategy,
} from '#facts/derived/flavor-name/classify-flavor-name.ts'
import type { CommandContext } from '../command-context.ts'
import { printable } from './printable.ts'

/** `siegel flavor parse NAME…`: exits with 1 if a name is rejected. */
export function parseCommand({ stdout, exit }: CommandContext): Command {
  return new Command('parse')
    .description('say whether names follow the naming rule, and where not')
    .argument('<name...>', 'flavor names')
    .addOption(
      new Option('--syntax <version>', 'which spelling to accept; after a slash, which one to tolerate')
        .choices(Object.keys(STRATEGIES))
        .default('conformance', 'conformance: v3, tolerating v1, as the testcase does'),
    )
    .option('--json', 'print JSON')
    .action((names: string[], { syntax, json }: { syntax: Strategy; json?: true }) => {
      const parsed = names.map((name) => ({ name, classified: classifyFlavorName(name, syntax) }))
      stdout.write(
        json
          ? `${JSON.stringify(parsed.map(asJson), null, 2)}\n`
          : parsed.map(({ name, classified }) => asText(name, classified)).join(''),
      )
      if (parsed.some(({ classified }) => classified.status === 'rejected')) exit(1)
    })
}

interface ParsedName {
  readonly name: string
  readonly classified: ClassifiedFlavorName
}

function asJson({ name, classified }: ParsedName) {
  if (classified.status === 'not-scs') return { name, status: classified.status }
  if (classified.status === 'rejected') {
    const { error, understoodAs } = classified
    const { syntax, position, expected, message } = error
    return { name, status: classified.status, understoodAs, error: { syntax, position, expected, message } }
  }
  const { status, syntax, flavorName } = classified
  const canonical = canonicalName(flavorName)
  return { name, status, syntax, canonical, short: canonicalName(shortFlavorName(flavorName)), promises: flavorName }
}

function asText(name: string, classified: ClassifiedFlavorName): string {
  const shown = printable(name)
  switch (classified.status) {
    case 'not-scs':
      return `${shown}: not an SCS name, the standard does not apply\n`
    case 'accepted': {
      const canonical = canonicalName(classified.flavorName, classified.syntax)
      return `${shown}: accepted${canonical === name ? '' : `, better spelled ${canonical}`}\n`
    }
    case 'tolerated': {
      const spellings = `in the spelling of ${classified.syntax}, as v3 it is ${canonicalName(classified.flavorName)}`
      return `${shown}: tolerated ${spellings}\n`
    }
    case 'rejected': {
      const { error, understoodAs } = classified
      const outlawed = understoodAs === null ? '' : `, understood as ${understoodAs}, which is outlawed here`
      const indent = ' '.repeat([...name.slice(0, error.position)].length)
      return `${shown}: rejected${outlawed}\n  ${shown}\n  ${indent}^ ${error.message}\n`
    }
  }
}
