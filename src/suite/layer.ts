import { CLUSTER_FACTS, type FactName } from '#facts/facts.ts'
import type { Testcase } from '#testcases/define-testcase.ts'

/** What is tested: an OpenStack cloud or a Kubernetes offering. */
export type Layer = 'iaas' | 'kaas'

const CLUSTER_NAMES: ReadonlySet<FactName> = new Set(CLUSTER_FACTS)

/** The testcases of a layer: those whose facts are observed there, and all that persons judge. */
export function testcasesOfLayer(testcases: readonly Testcase[], layer: Layer): Testcase[] {
  const belongs = (name: FactName) => CLUSTER_NAMES.has(name) === (layer === 'kaas')
  return testcases.filter((testcase) => testcase.judgedBy === 'person' || testcase.needs.every(belongs))
}
