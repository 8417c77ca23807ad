import assert from 'node:assert/strict'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, type TestContext, test } from 'node:test'
import { drivenResults } from '#clouds/kubernetes/conformance/driven-results.ts'
import type { ConformanceToolName } from '#clouds/kubernetes/conformance/find-tool.ts'
import {
  type MadeTest,
  madeJunit,
  madeLog,
  sonobuoyArchive,
} from '#clouds/kubernetes/conformance/made-results.fixture.ts'
import { connectKubernetes } from '#clouds/kubernetes/kubernetes-cluster.ts'
import { readKubeconfig } from '#clouds/kubernetes/read-kubeconfig.ts'
import { startPracticeCluster } from '#clouds/practice/kubernetes/start-practice-cluster.ts'

const NAMES = {
  parallel: ['[sig-node] Pods should work [Conformance]', '[sig-network] Netpol NetworkPolicy should deny'],
  serial: ['[sig-apps] Daemon set [Serial] should roll [Conformance]'],
}
const ALL = [...NAMES.parallel, ...NAMES.serial]
const passOf = (own: readonly string[]): MadeTest[] =>
  ALL.map((name) => ({ name, status: own.includes(name) ? 'passed' : 'skipped' }))

/**
 * Stands for Sonobuoy as it documents itself: `run` begins, `status --json` tells of progress and then of the end,
 * `retrieve` writes an archive, `delete` takes all away. Made by hand: no cluster with real tests can be had here.
 */
const FAKE_SONOBUOY = `#!/bin/sh
echo "$@" >> "$FAKE/calls"
case "$1" in
  run) case "$*" in *e2e-parallel=true*) echo parallel;; *) echo serial;; esac > "$FAKE/pass"; echo 0 > "$FAKE/looks";;
  status)
    if [ -f "$FAKE/lost" ]; then echo "connection refused" >&2; exit 1; fi
    if [ ! -f "$FAKE/pass" ]; then echo "no sonobuoy" >&2; exit 1; fi
    n=$(($(cat "$FAKE/looks") + 1)); echo $n > "$FAKE/looks"
    state=running; [ $n -ge 3 ] && state=complete
    echo '{"status":"'$state'","plugins":[{"plugin":"e2e","status":"'$state'","progress":{"total":10,"completed":'$n',"failures":["x"]}}]}';;
  retrieve) cp "$FAKE/$(cat "$FAKE/pass").tar.gz" "$2/202611211200_sonobuoy_1.tar.gz";;
  delete) rm -f "$FAKE/pass";;
esac
`

/** Stands for Hydrophone: runs, writes its two files, and fails if its connection breaks off. */
const FAKE_HYDROPHONE = `#!/bin/sh
echo "$@" >> "$FAKE/calls"
dir=""; pass=serial; last=""
for one in "$@"; do
  [ "$last" = --output-dir ] && dir="$one"
  [ "$last" = --parallel ] && [ "$one" != 1 ] && pass=parallel
  last="$one"
done
case "$*" in *--cleanup*) exit 0;; *--continue*) pass=$(cat "$FAKE/pass");; *) echo $pass > "$FAKE/pass";; esac
echo "Running e2e tests"
if [ -f "$FAKE/lost" ]; then rm "$FAKE/lost"; echo "stream error" >&2; exit 1; fi
cp "$FAKE/$pass.xml" "$dir/junit_01.xml"; cp "$FAKE/$pass.log" "$dir/e2e.log"
exit 1
`

async function prepare(t: TestContext, name: ConformanceToolName) {
  const folder = mkdtempSync(join(tmpdir(), 'siegel-conformance-'))
  const clock = () => new Date()
  const practice = await startPracticeCluster({ clock, gitVersion: 'v1.36.4-gke.100' })
  const file = join(folder, 'kubeconfig')
  writeFileSync(file, practice.kubeconfig())
  const config = readKubeconfig({ environment: {}, workingDirectory: folder, homeDirectory: folder, file })
  const cluster = await connectKubernetes(config, { environment: {}, clock })
  t.after(async () => {
    await cluster.close()
    await practice.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  const fake = join(folder, 'fake')
  mkdirSync(fake)
  const timestamp = clock().toISOString()
  for (const [pass, own] of Object.entries(NAMES)) {
    writeFileSync(join(fake, `${pass}.tar.gz`), await sonobuoyArchive(passOf(own), { timestamp }))
    writeFileSync(join(fake, `${pass}.xml`), madeJunit(passOf(own), { timestamp }))
    writeFileSync(join(fake, `${pass}.log`), madeLog(passOf(own)))
  }
  const path = join(folder, name)
  writeFileSync(path, name === 'sonobuoy' ? FAKE_SONOBUOY : FAKE_HYDROPHONE)
  chmodSync(path, 0o755)
  const said: string[] = []
  const source = (lostLimitMs = 10_000) =>
    drivenResults({
      tool: { name, path },
      stateDirectory: join(folder, 'state'),
      environment: { PATH: process.env.PATH, FAKE: fake },
      clock,
      pauseMs: 5,
      lostLimitMs,
      onProgress: (says) => said.push(says),
    })
  const run = (lostLimitMs?: number, signal = new AbortController().signal) =>
    source(lostLimitMs).results({ cluster, signal })
  const calls = () =>
    existsSync(join(fake, 'calls')) ? readFileSync(join(fake, 'calls'), 'utf8').trim().split('\n') : []
  return { calls, fake, folder, practice, run, said }
}

for (const name of ['sonobuoy', 'hydrophone'] as const) {
  describe(`a run with ${name}`, () => {
    test('has two passes, so that no serial test is lost, and leaves nothing behind', async (t) => {
      const { calls, folder, run, said } = await prepare(t, name)
      const result = await run()
      assert.equal(result.origin, name)
      assert.deepEqual(result.problems, [])
      assert.deepEqual(
        result.tests.map((one) => [one.name, one.status]).sort(),
        ALL.map((one) => [one, 'passed']).sort(),
      )
      assert.match(said.join('\n'), /pass 1 of 2 \(parallel\)[\s\S]*pass 2 of 2 \(serial\)/)
      const begun = calls().filter((call) => call.includes(name === 'sonobuoy' ? 'run ' : '--focus'))
      assert.equal(begun.length, 2)
      const [first = '', second = ''] = begun
      if (name === 'sonobuoy') {
        assert.match(said.join('\n'), /1 of 10 tests, 1 failed, about \d+ min left/)
        assert.match(
          first,
          /--kubernetes-version v1\.36\.4 .*--e2e-skip=\\\[Serial\\\]\|\\\[Disruptive\\\] --e2e-parallel=true/,
        )
        assert.match(second, /--e2e-focus=\\\[Serial\\\].* --e2e-skip= --e2e-parallel=false/)
        assert.match(first, /--progress-report-url=\S+ --ginkgo\.flake-attempts=2/)
        assert.equal(calls().filter((call) => /^delete --wait --all/.test(call)).length, 2)
      } else {
        assert.match(first, /--skip \\\[Serial\\\]\|\\\[Disruptive\\\] --extra-ginkgo-args --flake-attempts=2/)
        assert.equal(second.includes('--skip'), false)
      }
      assert.match(first, /--namespace scs-test-/)
      assert.deepEqual(readdirSync(join(folder, 'state')), [])
    })
  })
}

test('a connection that is lost for long leaves the run going on, and the next check resumes it', async (t) => {
  const { calls, fake, folder, run, said } = await prepare(t, 'sonobuoy')
  writeFileSync(join(fake, 'lost'), '')
  await assert.rejects(run(50), /connection to the conformance run was lost/)
  assert.equal(calls().filter((call) => call.startsWith('delete')).length, 0)
  assert.equal(readdirSync(join(folder, 'state')).length, 1)
  rmSync(join(fake, 'lost'))
  const result = await run()
  assert.equal(result.tests.length, 3)
  assert.match(said.join('\n'), /pass 1 of 2 \(parallel\), resumed/)
  // The first pass was begun once only.
  assert.equal(calls().filter((call) => call.startsWith('run ')).length, 2)
  assert.deepEqual(readdirSync(join(folder, 'state')), [])
})

test('Hydrophone is told to continue when its stream breaks off', async (t) => {
  const { calls, fake, run } = await prepare(t, 'hydrophone')
  writeFileSync(join(fake, 'lost'), '')
  const result = await run()
  assert.equal(result.tests.length, 3)
  assert.equal(calls().filter((call) => call.includes('--continue')).length, 1)
})

test('a run that is interrupted is taken out of the cluster', async (t) => {
  const { calls, fake, folder, run } = await prepare(t, 'sonobuoy')
  writeFileSync(join(fake, 'lost'), '')
  const controller = new AbortController()
  const running = run(60_000, controller.signal)
  while (!calls().some((call) => call.startsWith('status'))) await new Promise((resolve) => setTimeout(resolve, 5))
  controller.abort()
  await assert.rejects(running)
  assert.match(calls().at(-1) ?? '', /^delete --wait --all/)
  assert.deepEqual(readdirSync(join(folder, 'state')), [])
})

test('namespaces of somebody else’s tests are left alone', async (t) => {
  const { calls, practice, run } = await prepare(t, 'sonobuoy')
  practice.put('namespaces', { metadata: { name: 'e2e-foreign', labels: { 'e2e-framework': 'x' } } })
  await run()
  assert.equal(calls().filter((call) => /^delete --wait(?! --all)/.test(call)).length, 2)
  assert.ok(practice.objects('namespaces').some(({ metadata }) => metadata.name === 'e2e-foreign'))
})
