import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { takeFileLock } from '#clouds/journal/file-lock.ts'
import { CloudError } from '#clouds/openstack/cloud-error.ts'
import { parseKubernetesVersion, plainVersion } from '#facts/derived/kubernetes/kubernetes-version.ts'
import type { Clock } from '#vocabulary/clock.ts'
import type { KubernetesCluster } from '../kubernetes-cluster.ts'
import type { ConformanceSource } from './conformance-source.ts'
import { driveHydrophone } from './drive-hydrophone.ts'
import { driveSonobuoy } from './drive-sonobuoy.ts'
import type { ConformanceTool } from './find-tool.ts'
import { importResults } from './import-results.ts'
import { PASSES, type Pass } from './passes.ts'
import { type RunRecord, readRunRecord, removeRun, runFolder, writeRunRecord } from './run-record.ts'
import { toolKubeconfig } from './tool-kubeconfig.ts'

export interface DriveOptions {
  readonly tool: ConformanceTool
  /** Where it is remembered what goes on. */
  readonly stateDirectory: string
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly clock: Clock
  /** Between two looks at the run; 15 seconds when absent. */
  readonly pauseMs?: number
  /** How long the cluster may be out of reach; 30 minutes when absent. */
  readonly lostLimitMs?: number
  readonly onProgress: (says: string) => void
}

/** What drives one pass with a tool. */
export interface PassRequest extends Required<Omit<DriveOptions, 'stateDirectory'>> {
  readonly kubeconfig: string
  readonly namespace: string
  readonly pass: Pass
  /** Such as `1.36.4`: vendors' suffixes have no images. */
  readonly version: string
  /** Whether the pass is going on already. */
  readonly isBegun: boolean
  readonly hasForeignTests: boolean
  /** Results are put here. */
  readonly folder: string
  readonly signal: AbortSignal
  /** Called as soon as the pass goes on in the cluster. */
  readonly onBegun: () => void
}

const PAUSE_MS = 15_000
const LOST_LIMIT_MS = 30 * 60_000
const RESUMABLE_MS = 24 * 3_600_000

/**
 * Runs upstream's tests with Sonobuoy or Hydrophone, in two passes and in a namespace of their own. If the cluster is out
 * of reach for long, or the program is killed, the tests go on there, and the next run takes them up again.
 */
export function drivenResults(options: DriveOptions): ConformanceSource {
  return {
    async results({ cluster, signal }) {
      const folder = runFolder(options.stateDirectory, cluster.config.server)
      mkdirSync(options.stateDirectory, { recursive: true, mode: 0o700 })
      const lock = takeFileLock(`${folder}.lock`)
      if (lock === undefined) {
        throw new CloudError({
          class: 'inconclusive',
          detail: 'Another run of conformance tests against this cluster goes on.',
        })
      }
      try {
        return { origin: options.tool.name, ...(await runPasses(folder, cluster, signal, options)) }
      } catch (error) {
        // Only a run that is out of reach goes on, and can be resumed.
        const goesOn = error instanceof CloudError && error.reason.class === 'unreachable' && !signal.aborted
        if (!goesOn) removeRun(folder)
        throw error
      } finally {
        lock.release({ remove: true })
      }
    },
  }
}

async function runPasses(folder: string, cluster: KubernetesCluster, signal: AbortSignal, options: DriveOptions) {
  const { onProgress, tool } = options
  const version = await testedVersion(cluster, signal)
  let record = resumable(folder, options) ?? (await newRecord(cluster, signal, options))
  const save = (changes: Partial<RunRecord>): void => {
    record = { ...record, ...changes }
    writeRunRecord(folder, record)
  }
  save({})
  const kubeconfig = join(folder, 'kubeconfig.yaml')
  writeFileSync(kubeconfig, toolKubeconfig(cluster.config), { mode: 0o600 })
  const drive = tool.name === 'sonobuoy' ? driveSonobuoy : driveHydrophone
  const { hasForeignTests, namespace } = record
  for (const [index, pass] of PASSES.entries()) {
    if (index < record.pass) continue
    onProgress(
      `conformance tests, pass ${index + 1} of ${PASSES.length} (${pass.name})${record.isPassBegun ? ', resumed' : ''}`,
    )
    const results = await drive({
      pauseMs: PAUSE_MS,
      lostLimitMs: LOST_LIMIT_MS,
      ...options,
      ...{ kubeconfig, namespace, pass, version, hasForeignTests, signal },
      isBegun: record.isPassBegun,
      folder: join(folder, pass.name),
      onBegun: () => save({ isPassBegun: true }),
    })
    save({ pass: index + 1, isPassBegun: false, results: [...record.results, ...results] })
  }
  const run = await importResults(record.results)
  removeRun(folder)
  // What the results do not say, the cluster does: it is the same one.
  return { ...run, kubernetesVersion: run.kubernetesVersion ?? `v${version}` }
}

async function testedVersion(cluster: KubernetesCluster, signal: AbortSignal): Promise<string> {
  const answer = (await cluster.fetch('/version', { signal })) as { gitVersion?: unknown }
  const version = parseKubernetesVersion(String(answer.gitVersion))
  if (version !== undefined) return plainVersion(version)
  throw new CloudError({ class: 'inconclusive', detail: `The version “${String(answer.gitVersion)}” cannot be read.` })
}

function resumable(folder: string, { clock, tool }: DriveOptions): RunRecord | undefined {
  const record = readRunRecord(folder)
  if (record === undefined || record.tool !== tool.name) return undefined
  return clock().getTime() - Date.parse(record.startedAt) < RESUMABLE_MS ? record : undefined
}

async function newRecord(
  cluster: KubernetesCluster,
  signal: AbortSignal,
  { clock, tool }: DriveOptions,
): Promise<RunRecord> {
  const query = { labelSelector: 'e2e-framework' }
  const tests = await cluster.fetchList('/api/v1/namespaces', { signal, query })
  return {
    format: 1,
    tool: tool.name,
    namespace: `scs-test-${tool.name}-${randomBytes(4).toString('hex')}`,
    startedAt: clock().toISOString(),
    pass: 0,
    isPassBegun: false,
    hasForeignTests: tests.length > 0,
    results: [],
  }
}
