import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { Journal } from '#clouds/journal/journal.ts'
import type { CloudIdentity, RecordedObject } from '#clouds/journal/journal-record.ts'
import { abortReasonOf, CloudError } from '#clouds/openstack/cloud-error.ts'
import type { Leftover, RemovalOptions } from '#clouds/openstack/resources/remove-recorded.ts'
import { throwIfStopped } from '#clouds/openstack/resources/rest.ts'
import type { KubernetesCluster } from './kubernetes-cluster.ts'
import type { KubernetesConfig } from './kubernetes-config.ts'

/** Everything that a probe ever creates in a cluster. Only namespaces stand in journals: the rest goes with its namespace. */
export type ClusterKindName = 'namespace' | 'pod' | 'volume-claim'

/** What one probe creates things with: its namespaces are in the journal before they exist, and gone after `clear`. */
export interface ClusterWorkbench {
  readonly runId: string
  /** Creates a namespace of its own and gives its name, in which `label` says what it is for. Throws the CloudError of a call that did not succeed. */
  createNamespace(label: string, labels?: Readonly<Record<string, string>>): Promise<string>
  /** Something outside of the namespaces that has to vanish with them, such as a volume, by its path. */
  expectGone(path: string): void
  /** Removes everything, and waits until it is gone. Never throws. */
  clear(options: RemovalOptions): Promise<Leftover[]>
}

export interface ClusterWorkbenchOptions {
  /** With which things are created. */
  readonly cluster: KubernetesCluster
  /** With which they are removed: the same one, without a limit to the number of calls. */
  readonly cleaner: KubernetesCluster
  readonly journal: Journal
  /** How many namespaces may be created. */
  readonly mostNamespaces: number
  readonly signal: AbortSignal
}

const NAMESPACES = '/api/v1/namespaces'
const NAME_PREFIX = 'scs-test-'

const createdSchema = z.object({ metadata: z.object({ uid: z.string().min(1).max(255) }) })

/** What a journal remembers about a cluster: where it is. Whose objects a credential reaches there, it cannot tell. */
export function clusterIdentity(config: KubernetesConfig): CloudIdentity {
  const url = new URL(config.server)
  return { authOrigin: url.origin, region: null, projectId: `kubernetes:${url.pathname}` }
}

/** Makes the workbench of one observation. */
export function makeClusterWorkbench(options: ClusterWorkbenchOptions): ClusterWorkbench {
  const { cleaner, cluster, journal, mostNamespaces, signal } = options
  const numbers = new Set<number>()
  const expected: string[] = []
  const pending = new Set<Promise<unknown>>()

  async function create(label: string, labels: Readonly<Record<string, string>>): Promise<string> {
    throwIfStopped(signal)
    if (numbers.size >= mostNamespaces) {
      const detail = `The probe wanted to create more than it declares: namespace number ${numbers.size + 1}.`
      throw new CloudError({ class: 'suite-error', detail })
    }
    const name = `${NAME_PREFIX}${label}-${journal.runId}-${numbers.size + 1}`
    const number = journal.intend({ kind: 'namespace', name })
    numbers.add(number)
    const body = { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } }
    try {
      const answer = await cluster.send({ method: 'POST', path: NAMESPACES, body })
      journal.created(number, createdSchema.parse(answer.body).metadata.uid)
    } catch (error) {
      const status = error instanceof CloudError && error.said !== undefined ? (error.status ?? 500) : 500
      if (status < 500 && status !== 408) journal.refused(number)
      throw error
    }
    throwIfStopped(signal)
    return name
  }

  return {
    runId: journal.runId,
    async createNamespace(label, labels = {}) {
      const creation = create(label, labels)
      pending.add(creation)
      try {
        return await creation
      } finally {
        pending.delete(creation)
      }
    },
    expectGone: (path) => expected.push(path),
    async clear(removal) {
      await Promise.allSettled(pending)
      const own = journal.open().filter(({ number }) => numbers.has(number))
      const left = await removeNamespaces(cleaner, own, removal, (object) => journal.gone(object.number))
      for (const path of left.length === 0 ? expected : []) {
        const problem = await waitUntilGone(cleaner, path, removal).catch((error) => abortReasonOf(error).detail)
        if (problem !== undefined) left.push({ kind: 'volume', name: path, id: null, problem })
      }
      return left
    },
  }
}

/**
 * Removes recorded namespaces, each only if it is still the one that was created, and waits until they are gone. Tells of
 * each that is; returns what is left. Never throws.
 */
export async function removeNamespaces(
  cluster: KubernetesCluster,
  objects: readonly RecordedObject[],
  options: RemovalOptions,
  onGone: (object: RecordedObject) => void,
): Promise<Leftover[]> {
  const left: Leftover[] = []
  for (const object of objects.toReversed()) {
    const { id, kind, name } = object
    try {
      const path = `${NAMESPACES}/${encodeURIComponent(name)}`
      // The name holds the random id of the run; with the uid not even a namesake made since can be met.
      const body = { apiVersion: 'v1', kind: 'DeleteOptions', ...(id !== null && { preconditions: { uid: id } }) }
      const { now, settleMs, signal } = options
      // A creation that was never answered may still take effect; until then absence proves nothing.
      const unsettledMs = object.isConfirmed ? 0 : object.intendedAt.getTime() + settleMs - now().getTime()
      if (unsettledMs > 0) await sleep(Math.min(unsettledMs, settleMs), undefined, { signal })
      const answer = await cluster.send({ method: 'DELETE', path, body, accept: [404, 409], signal })
      const problem = answer.status === 404 ? undefined : await waitUntilGone(cluster, path, options, id)
      if (problem === undefined) onGone(object)
      else left.push({ kind, name, id, problem })
    } catch (error) {
      left.push({ kind, name, id, problem: abortReasonOf(error).detail })
    }
  }
  return left
}

/** Undefined once nothing is at the path any more, or only a namesake of what had this uid; else what to say about it. */
async function waitUntilGone(
  cluster: KubernetesCluster,
  path: string,
  { limitMs, rhythm, signal }: RemovalOptions,
  uid: string | null = null,
): Promise<string | undefined> {
  const end = performance.now() + limitMs
  for (;;) {
    const answer = await cluster.send({ method: 'GET', path, accept: [404], signal })
    if (answer.status === 404) return undefined
    if (uid !== null && createdSchema.parse(answer.body).metadata.uid !== uid) return undefined
    if (performance.now() >= end) return `It is still there after ${Math.round(limitMs / 1_000)} seconds.`
    await sleep(rhythm.longestMs, undefined, { signal })
  }
}
