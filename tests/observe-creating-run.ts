import { join } from 'node:path'
import type { DomainManagerAccess, ExistingObject, PracticeCloudOptions } from '#clouds/practice/practice-cloud.ts'
import { missingObjects, remainingObjects } from '#clouds/practice/remaining-objects.ts'
import { PROBES } from '#probes/index.ts'
import { type ProbeSettings, USUAL_SETTINGS } from '#probes/probe-settings.ts'
import { type Budget, budgetOf } from '#suite/budget.ts'
import type { CheckRun } from '#suite/check-run.ts'
import { testcasesOfLayer } from '#suite/layer.ts'
import { neededFacts } from '#suite/run-check.ts'
import { TESTCASES } from '#testcases/index.ts'
import type { Section } from '#vocabulary/section.ts'
import { observePracticeRun } from './observe-practice-cloud.ts'

export interface CreatingRun {
  readonly run: CheckRun
  /** What the run announces. */
  readonly budget: Budget
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
  let remaining: readonly ExistingObject[] = []
  let missing: readonly ExistingObject[] = []
  const { run } = await observePracticeRun(
    { pace: PACE, ...options },
    {
      testcases: testcasesOfLayer(TESTCASES, 'iaas'),
      patterns,
      sections,
      entries: ({ authUrl, domainManagers }) =>
        domainManagers.map((manager, index) => managerEntry(index, authUrl, manager)),
      more: (read, folder) => ({
        journalDirectory: join(folder, 'journal'),
        settings: FAST,
        removal: { limitPerObjectMs: 1_000, refusalLimitMs: 200, settleMs: 100 },
        domainManagers: [read('manager-0'), read('manager-1')],
      }),
      atEnd(cloud) {
        remaining = remainingObjects(cloud)
        missing = missingObjects(cloud)
      },
    },
  )
  return { run, budget: budgetOf(neededFacts(run.selection), PROBES, FAST), remaining, missing }
}

function managerEntry(index: number, authUrl: string, access: DomainManagerAccess): string {
  const { domainName, password, username } = access
  const auth = { auth_url: authUrl, username, password, user_domain_name: domainName, domain_name: domainName }
  return `  manager-${index}: ${JSON.stringify({ region_name: 'RegionOne', auth })}\n`
}
