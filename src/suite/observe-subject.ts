import { randomBytes } from 'node:crypto'
import type { ConnectOptions } from '#clouds/openstack/openstack-cloud.ts'
import type { FactName, ObservedFacts } from '#facts/facts.ts'
import { PROBES } from '#probes/index.ts'
import { type ProbeSettings, USUAL_SETTINGS } from '#probes/probe-settings.ts'
import type { Clock } from '#vocabulary/clock.ts'
import { connectDomainManagers, type DomainManagerConfigs } from './connect-domain-managers.ts'
import { type CleanUp, makeFinaliser, type RemovalLimits } from './finaliser.ts'
import { type GatherOptions, type GatherProgress, gatherFacts } from './gather.ts'

export interface ObserveRequest {
  readonly names: readonly FactName[]
  /** What the probes ask. */
  readonly means: Pick<GatherOptions, 'openstack' | 'kubernetes'>
  readonly clock: Clock
  readonly signal: AbortSignal
  /** For further sign-ins. */
  readonly connectOptions: ConnectOptions
  readonly factLimitMs?: number | undefined
  /** Where the journal is written; without it nothing is created, and what needs that is an ABORT. */
  readonly journalDirectory?: string | undefined
  readonly settings?: ProbeSettings | undefined
  readonly domainManagers?: DomainManagerConfigs | undefined
  readonly removal?: RemovalLimits | undefined
  readonly onProgress: (progress: GatherProgress) => void
}

export interface SubjectFacts {
  readonly facts: ObservedFacts
  readonly cleanUp?: CleanUp
  /** The API calls that were made with the credentials of domain managers. */
  readonly managerCallCount: number
}

/**
 * Observes facts and leaves nothing behind: whatever happens on the way, an interruption included, everything that was
 * created is removed before this returns, or stays in the journal.
 */
export async function observeSubject(request: ObserveRequest): Promise<SubjectFacts> {
  const { clock, connectOptions, domainManagers, journalDirectory, means, names, onProgress, removal, signal } = request
  const settings = request.settings ?? USUAL_SETTINGS
  // Whoever waits for the end of a run waits for this.
  const rhythm = { ...settings.rhythm, firstMs: settings.rhythm.firstMs / 2 }
  const finaliser =
    journalDirectory === undefined
      ? undefined
      : makeFinaliser({
          runId: randomBytes(5).toString('hex'),
          directory: journalDirectory,
          clock,
          rhythm,
          limits: removal,
        })
  let managers: ReturnType<typeof connectDomainManagers> | undefined
  const connectManagers = (configs: DomainManagerConfigs) => {
    managers ??= connectDomainManagers(configs, connectOptions)
    return managers
  }
  const connected = async () => (await managers?.catch(() => [])) ?? []
  try {
    const facts = await gatherFacts({
      names,
      probes: PROBES,
      ...means,
      clock,
      signal,
      settings,
      onProgress,
      ...(finaliser !== undefined && { finaliser }),
      ...(request.factLimitMs !== undefined && { timeLimitMs: request.factLimitMs }),
      ...(domainManagers !== undefined && { domainManagers: () => connectManagers(domainManagers) }),
    })
    const cleanUp = await finaliser?.finish()
    const managerCalls = (await connected()).flatMap(({ calls }) => calls)
    return { facts, ...(cleanUp !== undefined && { cleanUp }), managerCallCount: managerCalls.length }
  } finally {
    // Finishing twice is finishing once.
    await finaliser?.finish()
    for (const manager of await connected()) await manager.close()
  }
}
