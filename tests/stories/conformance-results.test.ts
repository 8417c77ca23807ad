import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { gunzipSync, gzipSync } from 'node:zlib'
import { type ConformanceSource, importedResults } from '#clouds/kubernetes/conformance/conformance-source.ts'
import {
  type MadeTest,
  madeArchive,
  madeJunit,
  madeLog,
  sonobuoyArchive,
} from '#clouds/kubernetes/conformance/made-results.fixture.ts'
import { abortReasonOf } from '#clouds/openstack/cloud-error.ts'
import type { Facts, ObservedFacts } from '#facts/facts.ts'
import { TESTCASES } from '#testcases/index.ts'
import { judgeFacts } from '#testcases/judge-facts.ts'
import type { Judgement } from '#vocabulary/judgement.ts'
import shipped from '../../src/probes/kubernetes/conformance-tests.json' with { type: 'json' }

/** Imported results are read from files alone. */
const NOWHERE = {} as Parameters<ConformanceSource['results']>[0]
const AT = new Date('2026-11-21T12:00:00Z')
const NAMES = Object.entries(shipped.tests).flatMap(([branches, names]) => (branches.includes('1.36') ? names : []))
const POLICY = '[sig-network] Netpol NetworkPolicy between server and client should'
const POLICIES = [
  'deny egress from pods',
  'allow ingress access from updated pod',
  'enforce policy based on Ports',
].map((what) => `${POLICY} ${what} [Feature:NetworkPolicy]`)
const CIDR = `${POLICY} allow egress access to server in CIDR block [Feature:NetworkPolicy]`
const AFFINITY =
  '[sig-network] Services should have session affinity work for NodePort service [LinuxOnly] [Conformance]'
const BROKEN = '[sig-node] Pods should be submitted and removed [NodeConformance] [Conformance]'

/** All 446 conformance tests of 1.36, some of network policies, one that was not selected, and the end of the suite. */
function complete(changes: Readonly<Record<string, Partial<MadeTest>>> = {}): MadeTest[] {
  const tests: MadeTest[] = [...NAMES, ...POLICIES, CIDR].map((name) => ({ name, status: 'passed', ...changes[name] }))
  return [
    ...tests,
    { name: '[sig-storage] something else [Feature:Other]', status: 'skipped' },
    { name: '[ReportAfterSuite] Kubernetes e2e suite report', status: 'passed', isSuiteNode: true },
  ]
}

const isSerial = ({ name }: MadeTest) => name.includes('[Serial]')
const unselected = (one: MadeTest): MadeTest => ({ name: one.name, status: 'skipped' })

interface Golden {
  readonly sentence: string
  /** By the names of the files. */
  readonly files: () => Promise<Readonly<Record<string, string | Buffer>>>
  readonly conformance: Judgement['verdict']
  readonly networking: Judgement['verdict']
  /** What the verdict about conformance has to say. */
  readonly says?: RegExp
  readonly plugins?: Facts['networkPlugins']
}

const archive =
  (tests: readonly MadeTest[], options: Parameters<typeof sonobuoyArchive>[1] = {}) =>
  async () => ({
    'sonobuoy.tar.gz': await sonobuoyArchive(tests, options),
  })

const GOLDEN: readonly Golden[] = [
  { sentence: 'a complete run', files: archive(complete()), conformance: 'PASS', networking: 'PASS' },
  {
    sentence: 'a test that passed on its second attempt',
    files: archive(complete({ [BROKEN]: { isRetried: true } })),
    conformance: 'PASS',
    networking: 'PASS',
    says: /test-passed-on-retry/,
  },
  {
    sentence: 'a failure that is tolerated everywhere',
    files: archive(complete({ [AFFINITY]: { status: 'failed' } })),
    conformance: 'PASS',
    networking: 'PASS',
    says: /test-failure-tolerated/,
  },
  {
    sentence: 'a failure that is tolerated for Cilium, with Cilium',
    files: archive(complete({ [CIDR]: { status: 'failed' } })),
    plugins: ['cilium'],
    conformance: 'PASS',
    networking: 'PASS',
  },
  {
    sentence: 'the same failure with Calico',
    files: archive(complete({ [CIDR]: { status: 'failed' } })),
    plugins: ['calico'],
    conformance: 'PASS',
    networking: 'FAIL',
  },
  {
    sentence: 'a failure that nobody tolerates',
    files: archive(complete({ [BROKEN]: { status: 'failed' } })),
    conformance: 'FAIL',
    networking: 'PASS',
    says: /Pods should be submitted/,
  },
  {
    sentence: 'a dry run',
    files: archive(complete(), { isDryRun: true }),
    conformance: 'ABORT',
    networking: 'ABORT',
    says: /dry run/,
  },
  { sentence: 'a run without any test', files: archive([]), conformance: 'ABORT', networking: 'ABORT' },
  {
    sentence: 'a run in which everything was skipped',
    files: archive(complete().map(unselected)),
    conformance: 'ABORT',
    networking: 'ABORT',
    says: /no test of conformance has passed/,
  },
  {
    sentence: 'a run without the serial tests, as in parallel mode',
    files: archive(complete().map((one) => (isSerial(one) ? unselected(one) : one))),
    conformance: 'ABORT',
    networking: 'PASS',
    says: /29 tests of conformance were not run/,
  },
  {
    sentence: 'two passes, in parallel and one by one',
    files: async () => ({
      'parallel.tar.gz': await sonobuoyArchive(complete().map((one) => (isSerial(one) ? unselected(one) : one))),
      'serial.tar.gz': await sonobuoyArchive(complete().map((one) => (isSerial(one) ? one : unselected(one)))),
    }),
    conformance: 'PASS',
    networking: 'PASS',
  },
  {
    sentence: 'a run that timed out before there were results',
    files: archive([], { error: { name: 'Plugin run timed out', status: 'timeout' } }),
    conformance: 'ABORT',
    networking: 'ABORT',
    says: /timed out/,
  },
  {
    sentence: 'a run whose node crashed after some tests',
    files: archive(
      complete().map((one, index) =>
        index > 100 ? unselected(one) : index === 100 ? { ...one, status: 'interrupted' } : one,
      ),
      { error: { name: 'pod e2e-job: node lost', status: 'failed' } },
    ),
    conformance: 'ABORT',
    networking: 'ABORT',
  },
  {
    sentence: 'a suite that could not be set up',
    files: archive([...complete(), { name: '[BeforeSuite]', status: 'failed', isSuiteNode: true }]),
    conformance: 'ABORT',
    networking: 'ABORT',
    says: /BeforeSuite/,
  },
  {
    sentence: 'an archive that was cut off',
    files: async () => ({ 'sonobuoy.tar.gz': (await sonobuoyArchive(complete())).subarray(0, 9_000) }),
    conformance: 'ABORT',
    networking: 'ABORT',
    says: /archive of results cannot be used/,
  },
  {
    sentence: 'an archive whose tar inside was cut off',
    files: async () => {
      const whole = gunzipSync(await sonobuoyArchive(complete()))
      return { 'sonobuoy.tar.gz': gzipSync(whole.subarray(0, 60_000)) }
    },
    conformance: 'ABORT',
    networking: 'ABORT',
    says: /archive of results cannot be used/,
  },
  ...['../evil.txt', '/tmp/siegel-evil.txt', 'plugins/e2e/../../../evil.txt', '..\\evil.txt'].map(
    (name): Golden => ({
      sentence: `an archive with the name ${name}`,
      files: archive(complete(), { more: [{ name, content: 'evil' }] }),
      conformance: 'ABORT',
      networking: 'ABORT',
      says: /leads out of it/,
    }),
  ),
  {
    sentence: 'an archive with a link',
    files: archive(complete(), { more: [{ name: 'plugins/x', type: 'symlink', linkname: '/etc/passwd' }] }),
    conformance: 'ABORT',
    networking: 'ABORT',
    says: /symlink/,
  },
  {
    sentence: 'an archive with two results of the same name',
    files: archive(complete({ [BROKEN]: { status: 'failed' } }), {
      more: [{ name: './plugins/e2e/results/global/junit_01.xml', content: madeJunit(complete()) }],
    }),
    conformance: 'ABORT',
    networking: 'ABORT',
    says: /twice/,
  },
  {
    sentence: 'an archive without results',
    files: async () => ({ 'a.tar.gz': await madeArchive([{ name: 'serverversion.json', content: '{}' }]) }),
    conformance: 'ABORT',
    networking: 'ABORT',
    says: /no results/,
  },
  {
    sentence: 'results of another branch',
    files: archive(complete(), { gitVersion: 'v1.35.3' }),
    conformance: 'ABORT',
    networking: 'ABORT',
    says: /of Kubernetes v1.35.3/,
  },
  {
    sentence: 'results of two months ago',
    files: archive(complete(), { timestamp: '2026-09-20T00:00:00' }),
    conformance: 'ABORT',
    networking: 'ABORT',
    says: /days ago/,
  },
  {
    sentence: 'results without a date',
    files: archive(complete(), { timestamp: null }),
    conformance: 'ABORT',
    networking: 'ABORT',
    says: /do not say when/,
  },
  {
    sentence: 'a submission to the CNCF, of JUnit file and log',
    files: async () => ({ 'junit_01.xml': madeJunit(complete()), 'e2e.log': madeLog(complete()) }),
    conformance: 'PASS',
    networking: 'PASS',
    says: /results-without-version/,
  },
  {
    sentence: 'a submission whose log tells of a failure that the JUnit file does not have',
    files: async () => ({
      'junit_01.xml': madeJunit(complete()),
      'e2e.log': madeLog(complete({ [BROKEN]: { status: 'failed' } })),
    }),
    conformance: 'ABORT',
    networking: 'ABORT',
    says: /failed in one of them only/,
  },
  {
    sentence: 'a log that ends in the middle',
    files: async () => ({ 'junit_01.xml': madeJunit(complete()), 'e2e.log': 'Will run 446 of 7000 specs\nSSS•' }),
    conformance: 'ABORT',
    networking: 'ABORT',
    says: /broken off/,
  },
  {
    sentence: 'a log alone, which names no test that passed',
    files: async () => ({ 'e2e.log': madeLog(complete()) }),
    conformance: 'ABORT',
    networking: 'ABORT',
  },
  {
    sentence: 'a JUnit file that was cut off',
    files: async () => ({ 'junit_01.xml': madeJunit(complete()).slice(0, 50_000) }),
    conformance: 'ABORT',
    networking: 'ABORT',
    says: /no whole JUnit file/,
  },
  {
    sentence: 'a JUnit file with entities of its own',
    files: async () => ({
      'junit_01.xml': madeJunit(complete()).replace('?>', '?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'),
    }),
    conformance: 'ABORT',
    networking: 'ABORT',
    says: /document type/,
  },
  {
    sentence: 'a JUnit file from which tests were taken',
    files: async () => ({ 'junit_01.xml': madeJunit(complete()).replace(/<testcase [^\n]*NetworkPolicy[^\n]*\n/, '') }),
    conformance: 'ABORT',
    networking: 'ABORT',
    says: /announces/,
  },
  {
    sentence: 'a file that does not exist',
    files: async () => ({}),
    conformance: 'ABORT',
    networking: 'ABORT',
  },
]

async function judged({ files, plugins = ['calico'] }: Golden, folder: string): Promise<Map<string, Judgement>> {
  const target = join(folder, 'deep', 'results')
  mkdirSync(target, { recursive: true })
  const made = Object.entries(await files())
  for (const [name, content] of made) writeFileSync(join(target, name), content)
  const paths = made.length === 0 ? [join(target, 'missing')] : made.map(([name]) => join(target, name))
  const observedAt = AT.toISOString()
  const ok = <T>(value: T) => ({ ok: true, value, observedAt }) as const
  const run: ObservedFacts['conformanceRun'] = await importedResults(paths)
    .results(NOWHERE)
    .then(ok, (error) => ({ ok: false, reason: abortReasonOf(error), observedAt }))
  const facts: ObservedFacts = {
    kubernetesVersion: ok({ gitVersion: 'v1.36.5' }),
    networkPlugins: ok(plugins),
    conformanceTests: ok({ branch: '1.36', from: 'shipped', names: NAMES }),
    conformanceRun: run,
  }
  const testcases = TESTCASES.filter(({ id }) => id === 'cncf-k8s-conformance' || id === 'kaas-networking-check')
  const automated = testcases.flatMap((one) => (one.judgedBy === 'program' ? one : []))
  const left = readdirSync(folder, { recursive: true }).map(String).sort()
  assert.deepEqual(left, ['deep', 'deep/results', ...made.map(([name]) => `deep/results/${name}`)].sort())
  return new Map(judgeFacts(automated, facts, AT))
}

test('there are 446 conformance tests in 1.36, of which 29 are serial', () => {
  assert.deepEqual([NAMES.length, NAMES.filter((name) => name.includes('[Serial]')).length], [446, 29])
})

for (const golden of GOLDEN) {
  test(`golden results: ${golden.sentence}`, async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'siegel-results-'))
    t.after(() => rmSync(folder, { recursive: true, force: true }))
    const judgements = await judged(golden, folder)
    const conformance = judgements.get('cncf-k8s-conformance')
    const about = JSON.stringify(conformance).slice(0, 600)
    assert.equal(conformance?.verdict, golden.conformance, about)
    const networking = judgements.get('kaas-networking-check')
    assert.equal(networking?.verdict, golden.networking, JSON.stringify(networking).slice(0, 600))
    if (golden.says !== undefined) assert.match(about, golden.says)
  })
}
