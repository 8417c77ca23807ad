import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { OpenStackConfig } from '#clouds/openstack/openstack-config.ts'
import { readCloudsYaml } from '#clouds/openstack/read-clouds-yaml.ts'
import type { PracticeCloud, PracticeCloudOptions } from '#clouds/practice/practice-cloud.ts'
import { startPracticeCloud } from '#clouds/practice/start-practice-cloud.ts'
import { bundledScope } from '#commands/bundled-scopes.ts'
import type { CheckRun } from '#suite/check-run.ts'
import { testcasesOfLayer } from '#suite/layer.ts'
import { SILENT_PROGRESS } from '#suite/print/progress.ts'
import { type CheckRequest, runCheck } from '#suite/run-check.ts'
import { selectTestcases } from '#suite/select-testcases.ts'
import type { Testcase } from '#testcases/define-testcase.ts'
import { TESTCASES } from '#testcases/index.ts'
import type { Section } from '#vocabulary/section.ts'

/** The practice cloud speaks plain HTTP, which the testcases about secure connections rightly refuse. */
const JUDGED = testcasesOfLayer(TESTCASES, 'iaas').filter(({ id }) => !id.startsWith('siegel-0125-'))

export interface PracticeRun {
  readonly run: CheckRun
  readonly cloud: PracticeCloud
}

export interface Observed {
  readonly testcases: readonly Testcase[]
  readonly patterns: readonly string[]
  readonly sections: readonly Section[]
  /** Further entries of clouds.yaml, as lines below `clouds:`. */
  readonly entries?: (cloud: PracticeCloud) => readonly string[]
  /** What else the run is told, given how entries are read and a folder for itself. */
  readonly more?: (read: (entry: string) => OpenStackConfig, folder: string) => Partial<CheckRequest>
  /** While the cloud is still up. */
  readonly atEnd?: (cloud: PracticeCloud) => void
}

/** Raises a practice cloud, runs every light testcase of the release against it, and takes it down again. */
export function observePracticeCloud(
  options: Omit<PracticeCloudOptions, 'clock'>,
  { entry = 'practice', ...limits }: { callLimitMs?: number; factLimitMs?: number; entry?: string } = {},
): Promise<PracticeRun> {
  const light = { testcases: JUDGED, patterns: ['*'], sections: ['light'] } as const
  return observePracticeRun(options, { ...light, more: (read) => ({ config: read(entry), ...limits }) })
}

/** Raises a practice cloud, makes one run against it, and takes it down again. */
export async function observePracticeRun(
  options: Omit<PracticeCloudOptions, 'clock'>,
  { atEnd, entries, more, patterns, sections, testcases }: Observed,
): Promise<PracticeRun> {
  const clock = () => new Date()
  const cloud = await startPracticeCloud({ ...options, clock })
  const folder = mkdtempSync(join(tmpdir(), 'siegel-story-'))
  try {
    const file = join(folder, 'clouds.yaml')
    writeFileSync(file, [cloud.cloudsYaml('practice'), ...(entries?.(cloud) ?? [])].join(''))
    const environment = { OS_CLIENT_CONFIG_FILE: file }
    const read = (name: string) =>
      readCloudsYaml({ environment, workingDirectory: folder, homeDirectory: folder, cloud: name })
    const scope = bundledScope('iaas')
    const selection = { scope, at: clock(), testcases, versions: [], patterns: [...patterns], sections: [...sections] }
    const run = await runCheck({
      subject: 'practice',
      scope,
      selection: selectTestcases(selection),
      config: read('practice'),
      clock,
      environment,
      signal: new AbortController().signal,
      showSteps: () => SILENT_PROGRESS,
      ...more?.(read, folder),
    })
    atEnd?.(cloud)
    return { run, cloud }
  } finally {
    await cloud.stop()
    rmSync(folder, { recursive: true })
  }
}
