import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, type TestContext, test } from 'node:test'
import { noResults } from '#clouds/kubernetes/conformance/conformance-source.ts'
import { mirroredDataUrls } from '#clouds/kubernetes/public-data.ts'
import { readKubeconfig } from '#clouds/kubernetes/read-kubeconfig.ts'
import { CLUSTER_DEFECTS } from '#clouds/practice/kubernetes/cluster-defects.ts'
import { type PracticeCluster, startPracticeCluster } from '#clouds/practice/kubernetes/start-practice-cluster.ts'
import { USUAL_SETTINGS } from '#probes/probe-settings.ts'
import type { CheckRun } from '#suite/check-run.ts'
import { testcasesOfLayer } from '#suite/layer.ts'
import { SILENT_PROGRESS } from '#suite/print/progress.ts'
import { runCheck } from '#suite/run-check.ts'
import { selectTestcases } from '#suite/select-testcases.ts'
import { TESTCASES } from '#testcases/index.ts'
import type { Clock } from '#vocabulary/clock.ts'
import { bundledScope } from '../../src/commands/bundled-scopes.ts'

interface Wish {
  readonly defects?: readonly string[]
  readonly testcases?: readonly string[]
}

async function prepare(t: TestContext, { defects = [], testcases = ['*'] }: Wish) {
  const folder = mkdtempSync(join(tmpdir(), 'siegel-kaas-'))
  let now = new Date()
  const clock: Clock = () => now
  const cluster = await startPracticeCluster({ clock, defects })
  t.after(async () => {
    await cluster.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  const file = join(folder, 'kubeconfig')
  writeFileSync(file, cluster.kubeconfig())
  const environment = {}
  const config = readKubeconfig({ environment, workingDirectory: folder, homeDirectory: folder, file })
  const scope = bundledScope('kaas')
  const selection = selectTestcases({
    scope,
    at: clock(),
    testcases: testcasesOfLayer(TESTCASES, 'kaas'),
    versions: [],
    patterns: testcases,
    sections: [],
  })
  const run = (more: { isOffline?: boolean } = {}) =>
    runCheck({
      subject: 'practice',
      scope,
      selection,
      config,
      kubernetes: {
        urls: mirroredDataUrls(cluster.dataUrl),
        cacheDirectory: join(folder, 'cache'),
        isOffline: more.isOffline ?? false,
        others: [],
        conformance: noResults('none'),
      },
      clock,
      environment,
      signal: new AbortController().signal,
      callLimitMs: 1_500,
      journalDirectory: join(folder, 'journal'),
      settings: { ...USUAL_SETTINGS, storageLimitSeconds: 0.3, rhythm: { firstMs: 1, longestMs: 10 } },
      showSteps: () => SILENT_PROGRESS,
    })
  const later = (hours: number) => {
    now = new Date(now.getTime() + hours * 3_600_000)
  }
  return { cluster, folder, later, run }
}

function verdicts({ judgements }: CheckRun, verdict: string): string[] {
  return [...judgements].flatMap(([id, one]) => (one.verdict === verdict ? [id] : [])).sort()
}

/** What no cluster can prove by itself, or this one cannot, as it stands on this machine alone. */
const OPEN = [
  'cncf-k8s-conformance',
  'kaas-networking-check',
  'siegel-0210-offered-branches',
  'siegel-0214-node-distribution',
  'siegel-0217-ports',
]

describe('a cluster that keeps every rule', () => {
  test('passes all that it can show by itself, and nothing of the run stays', async (t) => {
    const { cluster, folder, run } = await prepare(t, {})
    const result = await run()
    assert.deepEqual(verdicts(result, 'FAIL'), [])
    assert.deepEqual(verdicts(result, 'ABORT'), OPEN)
    assert.ok(verdicts(result, 'PASS').length >= 18)
    assert.deepEqual(result.cleanUp?.leftovers, [])
    assert.equal(cluster.objects('namespaces').length, 4)
    assert.equal(cluster.objects('persistentvolumes').length, 0)
    assert.deepEqual(readdirSync(join(folder, 'journal')), [])
  })
})

describe('a cluster with the defect', () => {
  for (const { aborts, breaks, name } of CLUSTER_DEFECTS) {
    test(name, async (t) => {
      const { cluster, run } = await prepare(t, { defects: [name] })
      const result = await run()
      const failed = verdicts(result, 'FAIL')
      assert.deepEqual(failed, [...breaks].sort())
      const undecided = verdicts(result, 'ABORT').filter((id) => !OPEN.includes(id))
      if (aborts === null) assert.deepEqual(undecided, [])
      else {
        const reasons = [...result.judgements.values()].flatMap((one) =>
          one.verdict === 'ABORT' ? [one.reason.class] : [],
        )
        assert.ok(reasons.includes(aborts), reasons.join())
      }
      assert.equal(cluster.objects('namespaces').length, 4)
      assert.deepEqual(
        cluster.calls.filter(({ server }) => server === 'foreign'),
        [],
      )
    })
  }
})

describe('the version policy', () => {
  const testcases = ['version-policy-check']
  const dataCalls = ({ calls }: PracticeCluster) => calls.filter(({ server }) => server === 'data').length

  test('takes at most 80 requests at first, and none as long as the copies are fresh', async (t) => {
    const { cluster, later, run } = await prepare(t, { testcases })
    const startedAt = performance.now()
    assert.deepEqual(verdicts(await run(), 'PASS'), testcases)
    assert.ok(performance.now() - startedAt < 10_000, 'this is far from two seconds even on a busy machine')
    const cold = dataCalls(cluster)
    assert.ok(cold > 5 && cluster.calls.length <= 80, `${cluster.calls.length} requests`)
    later(1)
    assert.deepEqual(verdicts(await run(), 'PASS'), testcases)
    assert.equal(dataCalls(cluster), cold)
    assert.deepEqual(
      cluster.calls.filter(({ sentCredential, server }) => server === 'data' && sentCredential),
      [],
    )
  })

  test('asks again after some hours, and rests on the last good copy for a day when nobody answers', async (t) => {
    const { cluster, later, run } = await prepare(t, { testcases })
    await run()
    const before = dataCalls(cluster)
    later(3)
    assert.deepEqual(verdicts(await run(), 'PASS'), testcases)
    assert.ok(dataCalls(cluster) > before)
    later(20)
    assert.deepEqual(verdicts(await run({ isOffline: true }), 'PASS'), testcases)
    later(5)
    const [judgement] = [...(await run({ isOffline: true })).judgements.values()]
    assert.match(judgement?.verdict === 'ABORT' ? judgement.reason.detail : '', /list of releases is of .* offline/)
  })

  test('is undecided without any copy and without network', async (t) => {
    const { run } = await prepare(t, { testcases })
    const [judgement] = [...(await run({ isOffline: true })).judgements.values()]
    assert.equal(judgement?.verdict === 'ABORT' && judgement.reason.class, 'inconclusive')
  })

  test('does not take a broken answer for a copy', async (t) => {
    const { folder, run } = await prepare(t, { testcases, defects: ['cve-feed-broken'] })
    await run()
    const copies = readdirSync(join(folder, 'cache')).map((name) => readFileSync(join(folder, 'cache', name), 'utf8'))
    assert.ok(copies.length > 0 && copies.every((text) => !text.includes('maintenance')))
  })
})
