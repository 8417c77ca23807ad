import { type FlavorName, SCS_PREFIX, SYNTAXES, type Syntax } from './flavor-name.ts'
import { FlavorNameError } from './flavor-name-error.ts'
import { parseFlavorName } from './parse-flavor-name.ts'
import { SEPARATORS } from './separators.ts'

interface StrategyRule {
  readonly accepts: Syntax
  readonly tolerates: Syntax | null
}

/**
 * Who accepts which spelling. `conformance` is the testcase's rule (module scs-0100-v3.1): v3, and v1 with a warning.
 * The others are for tools: strict, or preferring one version and tolerating the other.
 */
export const STRATEGIES = {
  conformance: { accepts: 'v3', tolerates: 'v1' },
  v3: { accepts: 'v3', tolerates: null },
  v2: { accepts: 'v2', tolerates: null },
  v1: { accepts: 'v1', tolerates: null },
  'v2/v1': { accepts: 'v2', tolerates: 'v1' },
  'v1/v2': { accepts: 'v1', tolerates: 'v2' },
} as const satisfies Record<string, StrategyRule>

export type Strategy = keyof typeof STRATEGIES

export type ClassifiedFlavorName =
  | { readonly status: 'not-scs' }
  | { readonly status: 'accepted' | 'tolerated'; readonly syntax: Syntax; readonly flavorName: FlavorName }
  /** `understoodAs`: the name follows another version, which the strategy outlaws. */
  | { readonly status: 'rejected'; readonly error: FlavorNameError; readonly understoodAs: Syntax | null }

/** Decides about any name; a name that does not begin with `SCS-` is out of scope and never an error (scs-0100-v3). */
export function classifyFlavorName(name: string, strategy: Strategy = 'conformance'): ClassifiedFlavorName {
  if (!name.startsWith(SCS_PREFIX)) return { status: 'not-scs' }
  const { accepts, tolerates }: StrategyRule = STRATEGIES[strategy]
  const preferred = attempt(name, accepts)
  if (!(preferred instanceof FlavorNameError)) return { status: 'accepted', syntax: accepts, flavorName: preferred }
  const [otherSyntax = accepts] = SYNTAXES.filter((syntax) => SEPARATORS[syntax].part !== SEPARATORS[accepts].part)
  const other = attempt(name, otherSyntax)
  if (other instanceof FlavorNameError) {
    // The error that is further to the right belongs to the version that the author of the name had in mind.
    const isOtherMeant = tolerates !== null && other.position > preferred.position
    return { status: 'rejected', error: isOtherMeant ? other : preferred, understoodAs: null }
  }
  if (tolerates === null) return { status: 'rejected', error: preferred, understoodAs: otherSyntax }
  return { status: 'tolerated', syntax: tolerates, flavorName: other }
}

function attempt(name: string, syntax: Syntax): FlavorName | FlavorNameError {
  try {
    return parseFlavorName(name, syntax)
  } catch (error) {
    if (error instanceof FlavorNameError) return error
    throw error
  }
}
