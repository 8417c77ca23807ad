import { beginJournal } from '#clouds/journal/journal.ts'
import { cloudIdentity } from '#clouds/openstack/cloud-identity.ts'
import type { OpenStackCloud } from '#clouds/openstack/openstack-cloud.ts'
import { makeWorkbench } from '#clouds/openstack/resources/workbench.ts'
import type { FactName, Facts } from '#facts/facts.ts'
import type { Observation, OpenStackProbe } from './define-probe.ts'
import { USUAL_SETTINGS } from './probe-settings.ts'

const FAST = { firstMs: 1, longestMs: 5 }

/** For tests: what a probe gets in a run, with settings that do not wait long. `directory` is for the journal. */
export function observationFor(
  probe: Pick<OpenStackProbe, 'creates'>,
  cloud: OpenStackCloud,
  directory: string,
  more: Partial<Observation> & { readonly facts?: Partial<Facts> } = {},
): Observation {
  const signal = more.signal ?? new AbortController().signal
  const clock = () => new Date('2026-11-21T08:00:00Z')
  const journal = beginJournal({ directory, runId: 'testrun', cloud: cloudIdentity(cloud), clock })
  const allowance = new Map(probe.creates.map(({ kind, most }) => [kind, most]))
  const { facts = {}, ...changes } = more
  return {
    openstack: cloud,
    signal,
    workbench: makeWorkbench({ cloud, cleaner: cloud, journal, allowance, signal, rhythm: FAST }),
    settings: {
      ...USUAL_SETTINGS,
      backupLimitSeconds: 1,
      entropy: { ...USUAL_SETTINGS.entropy, bootLimitSeconds: 1, consoleLimitSeconds: 0.2, consolePauseMs: 1 },
      rhythm: FAST,
    },
    managedDomains: () => Promise.reject(new Error('no domain managers in this test')),
    async need<Name extends FactName>(name: Name): Promise<Facts[Name]> {
      const value = facts[name]
      if (value === undefined) throw new Error(`${name} is not needed here`)
      return value as Facts[Name]
    },
    ...changes,
  }
}
