import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { CloudError } from '#clouds/openstack/cloud-error.ts'
import { runTool } from '../run-tool.ts'
import { describeProgress } from './describe-progress.ts'
import type { PassRequest } from './driven-results.ts'
import { FLAKE_ATTEMPTS } from './passes.ts'

const CALL_LIMIT_MS = 10 * 60_000
const MOST_RETRIEVALS = 3
/** Own arguments replace those that Sonobuoy sets, so that its own has to be among them for progress to be told. */
const EXTRA_ARGUMENTS = `--progress-report-url=http://localhost:8099/progress --ginkgo.flake-attempts=${FLAKE_ATTEMPTS}`

const statusSchema = z.object({
  status: z.string().max(100),
  plugins: z
    .array(
      z.object({
        plugin: z.string().max(200),
        progress: z
          .object({
            total: z.number().optional(),
            completed: z.number().optional(),
            failures: z.array(z.unknown()).nullish(),
          })
          .nullish(),
      }),
    )
    .nullish(),
})

/** One pass with Sonobuoy. Returns the path of its archive. What it made in the cluster is gone afterwards. */
export async function driveSonobuoy(request: PassRequest): Promise<string[]> {
  const { environment, folder, hasForeignTests, isBegun, kubeconfig, namespace, onBegun, pass, signal, tool, version } =
    request
  const call = (argumentList: readonly string[], callSignal = signal) =>
    runTool(tool.path, [...argumentList, '--kubeconfig', kubeconfig, '--namespace', namespace], {
      environment,
      limitMs: CALL_LIMIT_MS,
      signal: callSignal,
    })
  // --all would remove the namespaces of other test runs, too.
  const clean = () => call(['delete', '--wait', ...(hasForeignTests ? [] : ['--all'])], new AbortController().signal)
  try {
    if (!isBegun) {
      // Announced first: a run that was begun and never noted could not be found again.
      onBegun()
      await call([
        ...['run', '--plugin', 'e2e', '--mode', 'certified-conformance', '--kubernetes-version', `v${version}`],
        `--e2e-focus=${pass.focus}`,
        `--e2e-skip=${pass.skip}`,
        `--e2e-parallel=${pass.isParallel}`,
        ...['--plugin-env', `e2e.E2E_EXTRA_ARGS=${EXTRA_ARGUMENTS}`],
      ])
    }
    await waitForEnd(request, call)
    const archive = await retrieve(folder, call, request)
    await clean()
    return [archive]
  } catch (error) {
    const isLost = error instanceof CloudError && error.reason.class === 'unreachable'
    // Out of reach, the run goes on, and the next one resumes it.
    if (!isLost) await clean().catch(() => undefined)
    throw error
  }
}

type Call = (argumentList: readonly string[]) => Promise<string>

async function waitForEnd({ clock, lostLimitMs, onProgress, pauseMs, signal }: PassRequest, call: Call): Promise<void> {
  const startedAt = clock()
  let lastSeen = performance.now()
  let said = ''
  for (;;) {
    try {
      const { plugins, status } = statusSchema.parse(JSON.parse(await call(['status', '--json'])))
      lastSeen = performance.now()
      const progress = plugins?.find(({ plugin }) => plugin === 'e2e')?.progress
      const { completed = 0, failures, total = 0 } = progress ?? {}
      const says = describeProgress({ completed, failed: failures?.length ?? 0, total }, startedAt, clock())
      if (says !== said && total > 0) onProgress(says)
      said = says
      // Of a failed run there may be results all the same, and they say what is wrong.
      if (status === 'complete' || status === 'failed') return
    } catch (error) {
      if (signal.aborted) throw error
      if (performance.now() - lastSeen > lostLimitMs) throw lost(error)
    }
    await sleep(pauseMs, undefined, { signal })
  }
}

async function retrieve(folder: string, call: Call, { pauseMs, signal }: PassRequest): Promise<string> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  let problem: unknown
  for (let attempt = 1; attempt <= MOST_RETRIEVALS; attempt++) {
    try {
      await call(['retrieve', folder])
      const name = readdirSync(folder).find((one) => one.endsWith('.tar.gz'))
      if (name !== undefined) return join(folder, name)
      problem = new Error('Sonobuoy wrote no archive')
    } catch (error) {
      if (signal.aborted) throw error
      problem = error
    }
    await sleep(pauseMs, undefined, { signal })
  }
  throw lost(problem)
}

function lost(problem: unknown): CloudError {
  const why = problem instanceof Error ? problem.message : String(problem)
  const detail = `The connection to the conformance run was lost; it goes on, and the next check resumes it: ${why}`
  return new CloudError({ class: 'unreachable', detail })
}
