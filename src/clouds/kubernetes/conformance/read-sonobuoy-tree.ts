import { z } from 'zod'
import type { ConformanceTest } from '#facts/kubernetes/conformance-run.ts'
import { isRelevant, NOTHING_READ, type ReadResults, testNameOf } from './read-results.ts'

const nodeSchema = z.object({
  name: z.string().max(10_000).default(''),
  status: z.string().max(100).default(''),
  items: z.array(z.unknown()).max(100_000).nullish(),
})
type Node = z.infer<typeof nodeSchema>

/** Plugin, file, suite, test: tests are on this level below the root. */
const TEST_LEVEL = 3
const LONGEST_PROBLEM = 300

/**
 * Reads `sonobuoy_results.yaml`: a tree of plugin, files, suites and tests. Errors of the plugin stand right below the
 * root and have no items.
 *
 * @throws ZodError for what is no such tree
 */
export function readSonobuoyTree(tree: unknown): ReadResults {
  const tests: ConformanceTest[] = []
  const problems: string[] = []
  let hasFailedTest = false
  let executedCount = 0

  const visit = (value: unknown, level: number): void => {
    const node = nodeSchema.parse(value)
    if (level === TEST_LEVEL) visitTest(node)
    else if (node.items && node.items.length > 0) for (const item of node.items) visit(item, level + 1)
    else if (level === 1 && node.status !== 'passed') {
      problems.push(shortened(`Sonobuoy says: ${node.name} (${node.status || 'unknown'})`))
    }
  }
  const visitTest = ({ name, status }: Node): void => {
    const known = statusOf(status)
    const testName = testNameOf(name)
    if (testName === undefined) {
      if (known === 'failed' || known === 'unknown') problems.push(shortened(`${name} of the suite failed`))
      return
    }
    if (known === 'failed') hasFailedTest = true
    if (known !== 'skipped') executedCount++
    if (isRelevant(testName)) tests.push({ name: testName, status: known, isRetried: false, reason: null })
  }

  visit(tree, 0)
  const { status } = nodeSchema.parse(tree)
  if ((status === 'failed' || status === 'timeout') && !hasFailedTest && problems.length === 0) {
    problems.push(`Sonobuoy calls the run ${status}, and no test of it says why`)
  }
  return { ...NOTHING_READ, tests, problems, executedCount }
}

function statusOf(status: string): ConformanceTest['status'] {
  return status === 'passed' || status === 'failed' || status === 'skipped' ? status : 'unknown'
}

function shortened(text: string): string {
  return text.replaceAll(/\s+/g, ' ').slice(0, LONGEST_PROBLEM)
}
