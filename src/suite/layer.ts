import { CLUSTER_FACTS, type FactName } from '#facts/facts.ts'
import type { Scope } from '#scopes/scope.ts'
import type { Testcase } from '#testcases/define-testcase.ts'

/** What is tested: an OpenStack cloud or a Kubernetes offering. */
export type Layer = 'iaas' | 'kaas'

const CLUSTER_NAMES: ReadonlySet<FactName> = new Set(CLUSTER_FACTS)

/** The scope that is checked on a layer. */
export const SCOPE_OF_LAYER: Readonly<Record<Layer, string>> = {
  iaas: 'scs-compatible-iaas',
  kaas: 'scs-compatible-kaas',
}

/** What the subjects of a scope are. */
export function layerOfScope({ slug }: Pick<Scope, 'slug'>): Layer {
  return slug === SCOPE_OF_LAYER.kaas ? 'kaas' : 'iaas'
}

/** The testcases of a layer: those whose facts are observed there, and all that persons judge. */
export function testcasesOfLayer(testcases: readonly Testcase[], layer: Layer): Testcase[] {
  const belongs = (name: FactName) => CLUSTER_NAMES.has(name) === (layer === 'kaas')
  return testcases.filter((testcase) => testcase.judgedBy === 'person' || testcase.needs.every(belongs))
}
