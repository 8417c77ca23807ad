import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readCloudsYaml } from '#clouds/openstack/read-clouds-yaml.ts'
import type { DomainManagerAccess, ExistingObject, PracticeCloudOptions } from '#clouds/practice/practice-cloud.ts'
import { missingObjects, remainingObjects } from '#clouds/practice/remaining-objects.ts'
import { startPracticeCloud } from '#clouds/practice/start-practice-cloud.ts'
import { bundledScope } from '#commands/bundled-scopes.ts'
import { type ProbeSettings, USUAL_SETTINGS } from '#probes/probe-settings.ts'
import type { CheckRun } from '#suite/check-run.ts'
import { testcasesOfLayer } from '#suite/layer.ts'
import { SILENT_PROGRESS } from '#suite/print/progress.ts'
import { runCheck } from '#suite/run-check.ts'
import { selectTestcases } from '#suite/select-testcases.ts'
import { TESTCASES } from '#testcases/index.ts'
import type { Section } from '#vocabulary/section.ts'

export interface CreatingRun {
  readonly run: CheckRun
  /** What the run left behind, and what it took that was not its own, just before the cloud was taken down. */
  readonly remaining: readonly ExistingObject[]
  readonly missing: readonly ExistingObject[]
}

/** Objects of the practice cloud live this much faster in these runs, and so do the limits. */
const PACE = 200
const RHYTHM = { firstMs: 5, longestMs: 30 }

const FAST: ProbeSettings = {
  ...USUAL_SETTINGS,
  backupLimitSeconds: 1,
  entropy: {
    ...USUAL_SETTINGS.entropy,
    volumeLimitSeconds: 1,
    bootLimitSeconds: 1,
    consoleLimitSeconds: 1,
    consolePauseMs: 20,
  },
  rhythm: RHYTHM,
}

/** Raises a practice cloud, runs the testcases against it that create something, and takes it down again. */
export async function observeCreatingRun(
  options: Omit<PracticeCloudOptions, 'clock'>,
  { patterns = ['*'], sections = ['medium', 'heavy'] }: { patterns?: string[]; sections?: Section[] } = {},
): Promise<CreatingRun> {
  const clock = () => new Date()
  const cloud = await startPracticeCloud({ pace: PACE, ...options, clock })
  const folder = mkdtempSync(join(tmpdir(), 'siegel-story-'))
  try {
    const file = join(folder, 'clouds.yaml')
    const managers = cloud.domainManagers.map((manager, index) => managerEntry(index, cloud.authUrl, manager))
    writeFileSync(file, `${cloud.cloudsYaml('practice')}${managers.join('')}`)
    const environment = { OS_CLIENT_CONFIG_FILE: file }
    const read = (name: string) =>
      readCloudsYaml({ environment, workingDirectory: folder, homeDirectory: folder, cloud: name })
    const scope = bundledScope('iaas')
    const run = await runCheck({
      subject: 'practice',
      scope,
      selection: selectTestcases({
        scope,
        at: clock(),
        testcases: testcasesOfLayer(TESTCASES, 'iaas'),
        versions: [],
        patterns,
        sections,
      }),
      config: read('practice'),
      clock,
      environment,
      signal: new AbortController().signal,
      showSteps: () => SILENT_PROGRESS,
      journalDirectory: join(folder, 'journal'),
      settings: FAST,
      removal: { limitPerObjectMs: 1_000, settleMs: 100 },
      domainManagers: [read('manager-0'), read('manager-1')],
    })
    return { run, remaining: remainingObjects(cloud), missing: missingObjects(cloud) }
  } finally {
    await cloud.stop()
    rmSync(folder, { recursive: true })
  }
}

function managerEntry(index: number, authUrl: string, access: DomainManagerAccess): string {
  const { domainName, password, username } = access
  const auth = { auth_url: authUrl, username, password, user_domain_name: domainName, domain_name: domainName }
  return `  manager-${index}: ${JSON.stringify({ region_name: 'RegionOne', auth })}\n`
}
