import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readCloudsYaml } from '#clouds/openstack/read-clouds-yaml.ts'
import type { PracticeCloud, PracticeCloudOptions } from '#clouds/practice/practice-cloud.ts'
import { startPracticeCloud } from '#clouds/practice/start-practice-cloud.ts'
import { bundledScope } from '#commands/bundled-scopes.ts'
import type { CheckRun } from '#suite/check-run.ts'
import { testcasesOfLayer } from '#suite/layer.ts'
import { SILENT_PROGRESS } from '#suite/print/progress.ts'
import { runCheck } from '#suite/run-check.ts'
import { selectTestcases } from '#suite/select-testcases.ts'
import { TESTCASES } from '#testcases/index.ts'

/** The practice cloud speaks plain HTTP, which the testcases about secure connections rightly refuse. */
const JUDGED = testcasesOfLayer(TESTCASES, 'iaas').filter(({ id }) => !id.startsWith('siegel-0125-'))

export interface PracticeRun {
  readonly run: CheckRun
  readonly cloud: PracticeCloud
}

/** Raises a practice cloud, runs every light testcase of the release against it, and takes it down again. */
export async function observePracticeCloud(
  options: Omit<PracticeCloudOptions, 'clock'>,
  limits: { callLimitMs?: number; factLimitMs?: number; entry?: string } = {},
): Promise<PracticeRun> {
  const clock = () => new Date()
  const cloud = await startPracticeCloud({ ...options, clock })
  const folder = mkdtempSync(join(tmpdir(), 'siegel-story-'))
  try {
    const file = join(folder, 'clouds.yaml')
    writeFileSync(file, cloud.cloudsYaml('practice'))
    const environment = { OS_CLIENT_CONFIG_FILE: file }
    const config = readCloudsYaml({
      environment,
      workingDirectory: folder,
      homeDirectory: folder,
      cloud: limits.entry ?? 'practice',
    })
    const scope = bundledScope('iaas')
    const run = await runCheck({
      subject: 'practice',
      scope,
      selection: selectTestcases({
        scope,
        at: clock(),
        testcases: JUDGED,
        versions: [],
        patterns: ['*'],
        sections: ['light'],
      }),
      config,
      clock,
      environment,
      signal: new AbortController().signal,
      showSteps: () => SILENT_PROGRESS,
      ...limits,
    })
    return { run, cloud }
  } finally {
    await cloud.stop()
    rmSync(folder, { recursive: true })
  }
}
