import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { CloudError } from '#clouds/openstack/cloud-error.ts'
import { runTool } from '../run-tool.ts'
import type { PassRequest } from './driven-results.ts'
import { FLAKE_ATTEMPTS, PARALLEL_TESTS } from './passes.ts'

const PASS_LIMIT_MS = 6 * 3_600_000
const CLEAN_LIMIT_MS = 10 * 60_000

/** One pass with Hydrophone. Returns the paths of its results. It removes what it made in the cluster by itself. */
export async function driveHydrophone(request: PassRequest): Promise<string[]> {
  const {
    environment,
    folder,
    isBegun,
    kubeconfig,
    lostLimitMs,
    namespace,
    onBegun,
    onProgress,
    pass,
    pauseMs,
    signal,
    tool,
  } = request
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const common = ['--kubeconfig', kubeconfig, '--namespace', namespace]
  const results = [join(folder, 'junit_01.xml'), join(folder, 'e2e.log')]
  const call = (argumentList: readonly string[], limitMs: number, callSignal = signal) =>
    runTool(tool.path, [...argumentList, ...common], { environment, limitMs, signal: callSignal, onLine: onProgress })
  const begin = [
    ...['--focus', pass.focus, '--output-dir', folder, '--parallel', String(pass.isParallel ? PARALLEL_TESTS : 1)],
    ...(pass.skip === '' ? [] : ['--skip', pass.skip]),
    ...['--extra-ginkgo-args', `--flake-attempts=${FLAKE_ATTEMPTS}`],
  ]
  let isGoingOn = isBegun
  let problem: unknown
  const end = performance.now() + lostLimitMs
  do {
    try {
      const argumentList = isGoingOn ? ['--continue', '--output-dir', folder] : begin
      if (!isGoingOn) onBegun()
      isGoingOn = true
      await call(argumentList, PASS_LIMIT_MS)
      problem = undefined
    } catch (error) {
      problem = error
    }
    // Failed tests are a failure of the program, too; what counts is whether there are results.
    if (results.every((path) => existsSync(path))) return results
    if (signal.aborted) break
    await sleep(pauseMs, undefined, { signal }).catch(() => undefined)
  } while (!signal.aborted && performance.now() < end)
  if (signal.aborted) await call(['--cleanup'], CLEAN_LIMIT_MS, new AbortController().signal).catch(() => undefined)
  const why = problem instanceof Error ? problem.message : 'it left no results'
  throw new CloudError({
    class: 'unreachable',
    detail: `Hydrophone brought no results; if its tests still go on, the next check resumes them: ${why}`,
  })
}
