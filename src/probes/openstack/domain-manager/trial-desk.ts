import { z } from 'zod'
import { CloudError } from '#clouds/openstack/cloud-error.ts'
import type { SendRequest } from '#clouds/openstack/openstack-cloud.ts'
import type { ResourceKind } from '#clouds/openstack/resources/resource-kind.ts'
import type { CreatedResource } from '#clouds/openstack/resources/workbench.ts'
import { IDENTITY } from '#clouds/openstack/services.ts'
import type { DomainManagerTrial } from '#facts/openstack/domain-manager-trial.ts'
import { attempt } from '#probes/call-outcome-of.ts'
import type { ManagedDomain } from '#probes/define-probe.ts'

/** One manager with the domain that is theirs, and the calls of the trial in terms of it. */
export interface TrialDesk {
  readonly userId: string
  readonly domainId: string
  call(method: SendRequest['method'], path: string, body?: unknown): Promise<unknown>
  create(kind: ResourceKind, singular: 'user' | 'project' | 'group' | 'role', fields: object): Promise<CreatedResource>
  gone(resource: CreatedResource): void
  /** Ids of what a listing shows. */
  listIds(path: string, plural: string): Promise<string[]>
  /** A whole listing, as the cloud shows it. */
  list(path: string, plural: string): Promise<readonly unknown[]>
}

const userSchema = z.object({ user: z.object({ domain_id: z.string().min(1).max(255) }) })
const itemsSchema = z.array(z.object({ id: z.string().max(255) }))

/** Finds out which domain belongs to the signed-in manager. */
export async function trialDesk({ cloud, workbench }: ManagedDomain, signal: AbortSignal): Promise<TrialDesk> {
  const userId = cloud.user.id
  const shown = await cloud.fetch(IDENTITY, `/users/${segment(userId)}`, { signal })
  const domainId = userSchema.parse(shown).user.domain_id
  const list = (path: string, plural: string) => {
    const [bare = '', query = ''] = path.split('?')
    const options = { collection: plural, query: Object.fromEntries(new URLSearchParams(query)), signal }
    return cloud.fetchList(IDENTITY, bare, options)
  }
  return {
    userId,
    domainId,
    call: async (method, path, body) => (await cloud.send(IDENTITY, { method, path, body, signal })).body,
    create: (kind, singular, fields) =>
      workbench.create(kind, { label: singular, body: (name) => ({ [singular]: { name, ...fields } }) }),
    gone: (resource) => workbench.gone(resource),
    list,
    listIds: async (path, plural) => itemsSchema.parse(await list(path, plural)).map(({ id }) => id),
  }
}

/** Tries one check and writes down how it ended. */
export type Try = <T>(check: string, call: () => Promise<T>) => Promise<T | undefined>

/** Collects the outcomes of a trial. No outcome ends it, except that the run is over. */
export function trialNotes(signal: AbortSignal): { readonly notes: DomainManagerTrial; readonly tryCheck: Try } {
  const notes: DomainManagerTrial = []
  return {
    notes,
    async tryCheck(check, call) {
      signal.throwIfAborted()
      const { outcome, value } = await attempt(call)
      notes.push({ check, outcome })
      return value
    },
  }
}

/** For a call that succeeded without having its effect. */
export function assertEffect(isSeen: boolean, what: string): void {
  if (isSeen) return
  throw new CloudError({ class: 'provider-error', detail: `The cloud accepted the call, but ${what}.` })
}

/** An id as one segment of a path. */
export function segment(id: string): string {
  return encodeURIComponent(id)
}
