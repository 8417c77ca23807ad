import type { Scope } from '#scopes/scope.ts'
import { fetchDueTestcases } from '#suite/fetch-due-testcases.ts'
import { readMonitorCredentials } from '#suite/monitor-credentials.ts'
import type { Selection } from '#suite/select-testcases.ts'
import type { CommandContext } from '../command-context.ts'

interface DueOptions {
  readonly subject: string
  readonly scope: Scope
  /** The monitor; absent: everything that is selected is run. */
  readonly due?: string
  readonly dueWithin?: string
}

/** What is left of a selection if only that is run which is due at a monitor. Throws SUITE_DUE_UNAVAILABLE. */
export async function onlyDue(
  selection: Selection,
  { subject, scope, due: monitor, dueWithin }: DueOptions,
  { environment, signal }: CommandContext,
): Promise<Selection> {
  if (monitor === undefined) return selection
  const hasCredentials = environment.SIEGEL_MONITOR_USER !== undefined
  const due = await fetchDueTestcases({
    monitor,
    subject,
    scope: scope.slug,
    within: dueWithin,
    credentials: hasCredentials ? readMonitorCredentials({ environment }) : undefined,
    environment,
    signal,
  })
  return {
    ...selection,
    testcases: selection.testcases.filter(({ id }) => due.has(id)),
    decisive: new Set([...selection.decisive].filter((id) => due.has(id))),
    judgedByPerson: selection.judgedByPerson.filter((id) => due.has(id)),
    notInThisRelease: selection.notInThisRelease.filter((id) => due.has(id)),
  }
}
