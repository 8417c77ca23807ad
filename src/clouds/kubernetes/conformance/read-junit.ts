import sax from 'sax'
import { CloudError } from '#clouds/openstack/cloud-error.ts'
import type { ConformanceTest } from '#facts/kubernetes/conformance-run.ts'
import { isRelevant, type ReadResults, testNameOf } from './read-results.ts'

const DEEPEST = 8
const MOST_TESTS = 100_000
const LONGEST_NAME = 2_000
const LONGEST_REASON = 300
const LONGEST_TEXT = 1_000_000
/** What Ginkgo writes between two attempts at a test (`--flake-attempts`). */
const RETRY = /Attempt #\d+ (?:\[?FAILED\]?|Failed)|Ginkgo: Attempt #\d+/i
/** States in which a test ended without a result of its own. */
const BROKEN_OFF = new Set(['interrupted', 'aborted'])

interface OpenTest {
  readonly name: string
  readonly status: string
  isSkipped: boolean
  isFailed: boolean
  message: string
  text: string
}

/**
 * Reads a JUnit file as Ginkgo writes it: `testsuites` or `testsuite`, its properties, and a `testcase` for every spec
 * there is. No document type, and with it no entity of its own, is accepted.
 *
 * @throws CloudError `inconclusive` for what is no such file, or is not whole
 */
export function readJunit(xml: string): ReadResults {
  const parser = sax.parser(true, { trim: false, normalize: false })
  const properties = new Map<string, string>()
  const tests: ConformanceTest[] = []
  const problems: string[] = []
  const path: string[] = []
  let open: OpenTest | undefined
  let announced = 0
  let count = 0
  let executedCount = 0
  let startedAt: string | null = null

  parser.onerror = (error) => {
    throw malformed(error.message.split('\n')[0] ?? '')
  }
  parser.ondoctype = () => {
    throw malformed('it has a document type')
  }
  parser.onopentag = ({ attributes, name }) => {
    path.push(name)
    if (path.length > DEEPEST) throw malformed('its elements are nested too deeply')
    const attribute = (key: string) => String(attributes[key] ?? '')
    if (path.length === 1 && name !== 'testsuites' && name !== 'testsuite') throw malformed(`it begins with ${name}`)
    if (name === 'testsuite') {
      announced += Number(attribute('tests')) || 0
      startedAt = latest(startedAt, instantOf(attribute('timestamp')))
    }
    if (name === 'property') properties.set(attribute('name').slice(0, 100), attribute('value').slice(0, LONGEST_NAME))
    if (name === 'testcase') {
      count++
      if (count > MOST_TESTS) throw malformed(`it has more than ${MOST_TESTS} tests`)
      const title = attribute('name').slice(0, LONGEST_NAME)
      open = { name: title, status: attribute('status'), isSkipped: false, isFailed: false, message: '', text: '' }
    }
    if (open === undefined) return
    if (name === 'skipped') {
      open.isSkipped = true
      open.message = attribute('message')
    }
    if (name === 'failure' || name === 'error') open.isFailed = true
  }
  parser.ontext = (text) => {
    if (open !== undefined && open.text.length < LONGEST_TEXT) open.text += text
  }
  parser.oncdata = (text) => {
    if (open !== undefined && open.text.length < LONGEST_TEXT) open.text += text
  }
  parser.onclosetag = (name) => {
    path.pop()
    if (name !== 'testcase' || open === undefined) return
    const test = testOf(open)
    const testName = testNameOf(open.name)
    if (testName === undefined) {
      if (test.status === 'failed' || test.status === 'unknown') problems.push(`${open.name} of the suite failed`)
    } else {
      if (test.status !== 'skipped') executedCount++
      if (isRelevant(testName)) tests.push({ ...test, name: testName })
    }
    open = undefined
  }
  parser.write(xml).close()
  if (count === 0) problems.push('a result file has no tests at all')
  else if (announced !== count) problems.push(`a result file announces ${announced} tests and has ${count}`)
  const hasFailures = tests.some(({ status }) => status === 'failed')
  if (properties.get('SuiteSucceeded') === 'false' && !hasFailures && problems.length === 0) {
    problems.push('the suite did not succeed, and no test of it says why')
  }
  return {
    tests,
    problems,
    isDryRun: properties.get('DryRun') === 'true',
    startedAt,
    kubernetesVersion: null,
    executedCount,
  }
}

function testOf({ isFailed, isSkipped, message, status, text }: OpenTest): Omit<ConformanceTest, 'name'> {
  if (isSkipped) {
    // A test that was not selected has `skipped` and no more; one that cannot run here says why.
    const reason = message.replace(/^skipped(?: - )?/, '').trim()
    return { status: 'skipped', isRetried: false, reason: reason === '' ? null : reason.slice(0, LONGEST_REASON) }
  }
  if (BROKEN_OFF.has(status)) return { status: 'unknown', isRetried: false, reason: status }
  if (isFailed) return { status: 'failed', isRetried: false, reason: null }
  if (status !== '' && status !== 'passed') return { status: 'unknown', isRetried: false, reason: status.slice(0, 100) }
  return { status: 'passed', isRetried: RETRY.test(text), reason: null }
}

/** Containers have no time zone, so that a time without one is UTC. */
function instantOf(text: string): string | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(text)) return null
  const instant = new Date(/(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`)
  return Number.isNaN(instant.getTime()) ? null : instant.toISOString()
}

/** The later one of two moments, either of which may be missing. */
export function latest(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other
  return one > other ? one : other
}

function malformed(problem: string): CloudError {
  return new CloudError({ class: 'inconclusive', detail: `The results are no whole JUnit file: ${problem}.` })
}
