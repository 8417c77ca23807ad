import { gzipSync } from 'node:zlib'
import { pack } from 'tar-stream'

/** One entry of a made JUnit file. */
export interface MadeTest {
  readonly name: string
  readonly status: 'passed' | 'failed' | 'skipped' | 'interrupted'
  readonly isRetried?: boolean
  /** Of a test that decided by itself not to run. */
  readonly reason?: string
  /** For set-up and clean-up, which are no tests. */
  readonly isSuiteNode?: boolean
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&#34;').replaceAll("'", '&#39;')

/** A JUnit file as Ginkgo 2 writes it for upstream's tests, made by hand. */
export function madeJunit(
  tests: readonly MadeTest[],
  { isDryRun = false, timestamp = '2026-11-20T10:59:44' }: { isDryRun?: boolean; timestamp?: string | null } = {},
): string {
  const all: MadeTest[] = [{ name: '[SynchronizedBeforeSuite]', status: 'passed', isSuiteNode: true }, ...tests]
  const failed = all.some(({ status }) => status !== 'passed' && status !== 'skipped')
  const entries = all.map(({ isRetried, isSuiteNode, name, reason, status }) => {
    const inside = {
      passed: isRetried ? '<system-err>\nAttempt #1 [FAILED]. Retrying ↺ @ 11/20/26 11:00:00.1\n</system-err>' : '',
      failed: '<failure message="timed out" type="failed"><![CDATA[[FAILED] timed out]]></failure>',
      skipped: `<skipped message="skipped${reason === undefined ? '' : ` - ${escaped(reason)}`}"></skipped>`,
      interrupted: '<error message="Interrupted by User" type="interrupted"></error>',
    }[status]
    const title = `${isSuiteNode ? '' : '[It] '}${escaped(name)}`
    return `<testcase name="${title}" classname="Kubernetes e2e suite" status="${status}" time="1.5">${inside}</testcase>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites tests="${all.length}" disabled="0" errors="0" failures="0" time="7006.1">
<testsuite name="Kubernetes e2e suite" package="/usr/local/bin" tests="${all.length}"${timestamp === null ? '' : ` timestamp="${timestamp}"`}>
<properties>
<property name="SuiteSucceeded" value="${!failed}"></property>
<property name="FocusStrings" value="\\[Conformance\\]|NetworkPolicy"></property>
<property name="SkipStrings" value=""></property>
<property name="FlakeAttempts" value="2"></property>
<property name="DryRun" value="${isDryRun}"></property>
</properties>
${entries.join('\n')}
</testsuite>
</testsuites>
`
}

/** The log beside it. */
export function madeLog(tests: readonly MadeTest[]): string {
  const ran = tests.filter(({ isSuiteNode, status }) => status !== 'skipped' && !isSuiteNode)
  const failures = ran.filter(({ status }) => status !== 'passed')
  const lines = failures.map(({ name }) => `  \u001b[38;5;9m[FAIL]\u001b[0m ${name.replace(' should', ' [It] should')}`)
  return [
    '  I1120 10:59:43.993674      26 e2e.go:109] Starting e2e run "8b1f" on Ginkgo node 1',
    `Will run ${ran.length} of ${tests.length} specs`,
    'SSS•SS•',
    ...(lines.length > 0 ? [`Summarizing ${lines.length} Failures:`, ...lines] : []),
    '',
    `Ran ${ran.length} of ${tests.length} Specs in 7006.100 seconds`,
    `${lines.length > 0 ? 'FAIL' : 'SUCCESS'}! -- ${ran.length - lines.length} Passed | ${lines.length} Failed | 0 Pending | 0 Skipped`,
    '',
  ].join('\n')
}

/** The tree of Sonobuoy over these tests; or over an error of the plugin. */
export function madeTree(tests: readonly MadeTest[], error?: { name: string; status: string }): string {
  const isBad = tests.some(({ status }) => status !== 'passed' && status !== 'skipped')
  const status = error !== undefined || isBad ? 'failed' : 'passed'
  const items = tests.map((one) => ({
    name: `${one.isSuiteNode ? '' : '[It] '}${one.name}`,
    status: one.status === 'interrupted' ? 'failed' : one.status,
  }))
  const file = {
    name: 'junit_01.xml',
    status,
    meta: { file: 'results/global/junit_01.xml', type: 'file' },
    items: [{ name: 'Kubernetes e2e suite', status, items }],
  }
  const failure = { ...error, meta: { file: 'errors/global/error.json' }, details: { error: error?.name } }
  // JSON is YAML.
  return JSON.stringify({
    name: 'e2e',
    status,
    meta: { type: 'summary' },
    items: error === undefined ? [file] : tests.length === 0 ? [failure] : [file, failure],
  })
}

export interface MadeEntry {
  readonly name: string
  readonly content?: string
  readonly type?: 'file' | 'symlink' | 'link' | 'directory'
  readonly linkname?: string
}

/** A compressed tar archive of these entries. */
export async function madeArchive(entries: readonly MadeEntry[]): Promise<Buffer> {
  const packed = pack()
  for (const { content = '', linkname, name, type = 'file' } of entries) {
    packed.entry({ name, type, mtime: new Date(0), ...(linkname !== undefined && { linkname }) }, content)
  }
  packed.finalize()
  const chunks: Buffer[] = []
  for await (const chunk of packed as AsyncIterable<Buffer>) chunks.push(chunk)
  return gzipSync(Buffer.concat(chunks))
}

/** An archive as `sonobuoy retrieve` brings it, with what is beside the results, too. */
export function sonobuoyArchive(
  tests: readonly MadeTest[],
  options: {
    gitVersion?: string
    isDryRun?: boolean
    timestamp?: string | null
    error?: { name: string; status: string }
    more?: readonly MadeEntry[]
  } = {},
): Promise<Buffer> {
  const { error, gitVersion = 'v1.36.4', more = [] } = options
  const results = 'plugins/e2e/results/global'
  const hasResults = error === undefined || tests.length > 0
  return madeArchive([
    { name: 'meta/', type: 'directory' },
    { name: 'meta/config.json', content: '{}' },
    { name: 'serverversion.json', content: JSON.stringify({ major: '1', minor: '36', gitVersion }) },
    { name: 'plugins/e2e/sonobuoy_results.yaml', content: madeTree(tests, error) },
    ...(hasResults ? [{ name: `${results}/junit_01.xml`, content: madeJunit(tests, options) }] : []),
    ...(hasResults && error === undefined ? [{ name: `${results}/e2e.log`, content: madeLog(tests) }] : []),
    { name: 'plugins/systemd-logs/results/node-1/systemd_logs', content: '{}' },
    { name: 'podlogs/kube-system/etcd/logs/etcd.txt', content: 'log '.repeat(1_000) },
    ...more,
  ])
}
