/**
 * Start-up of `siegel check kaas --testcase version-policy-check` against a practice cluster with a warm cache, as a
 * ratio to `siegel --version` of the same run, which loads almost nothing.
 *
 * Usage: node bench/kaas-start.ts
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPracticeCluster } from '#clouds/practice/kubernetes/start-practice-cluster.ts'

const ROUNDS = 7
const folder = mkdtempSync(join(tmpdir(), 'siegel-bench-'))
const cluster = await startPracticeCluster({ clock: () => new Date() })

function run(words: readonly string[]): Promise<number> {
  const startedAt = performance.now()
  const environment = { ...process.env, XDG_CACHE_HOME: folder, XDG_STATE_HOME: folder }
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['src/main.ts', ...words], { env: environment, stdio: 'ignore' })
    child.once('error', reject)
    child.once('exit', () => resolve(performance.now() - startedAt))
  })
}

async function median(words: readonly string[]): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) times.push(await run(words))
  return times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0
}

try {
  const kubeconfig = join(folder, 'kubeconfig')
  writeFileSync(kubeconfig, cluster.kubeconfig())
  const words = ['check', 'kaas', '--subject', 'p', '--kubeconfig', kubeconfig, '--kubernetes-data', cluster.dataUrl]
  const check = [...words, '--testcase', 'version-policy-check', '--quiet']
  await run(check)
  const baseline = await median(['--version'])
  const whole = await median(check)
  console.log(`siegel --version       ${Math.round(baseline)} ms`)
  console.log(`version-policy-check   ${Math.round(whole)} ms, ${(whole / baseline).toFixed(1)} times that, warm cache`)
  console.log(`load ${loadavg()[0]?.toFixed(1)} on ${cpus().length} cores, median of ${ROUNDS}`)
} finally {
  await cluster.stop()
  rmSync(folder, { recursive: true, force: true })
}
