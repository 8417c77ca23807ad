import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { RecordedObject } from '#clouds/journal/journal-record.ts'
import type { KubernetesCluster } from '#clouds/kubernetes/kubernetes-cluster.ts'
import { abortReasonOf } from '#clouds/openstack/cloud-error.ts'
import type { Leftover, RemovalOptions } from '#clouds/openstack/resources/remove-recorded.ts'
import { GARDENER, SHOOT_DELETION_PATCH } from './gardener.ts'
import { RUN_ANNOTATION } from './provisioner.ts'

/** How journals call an object of a management cluster; its name is its path in the API. */
export const PROVISIONED = 'provisioned'

export const managedObjectSchema = z.object({
  metadata: z.object({
    name: z.string(),
    namespace: z.string().optional(),
    uid: z.string(),
    generation: z.int().optional(),
    deletionTimestamp: z.string().nullish(),
    annotations: z.record(z.string(), z.string()).nullish(),
  }),
  spec: z.unknown().optional(),
  status: z.unknown().optional(),
})

/** How long after one deletion the next is asked for, if the object stays: a platform may have refused the first. */
const ASK_AGAIN_MS = 60_000

/**
 * Removes recorded objects of a management cluster, the last one first, and waits until they are gone. An object is
 * removed only if it has the recorded uid or, where that never came to be known, the mark of the run. Tells of each that
 * is gone; returns what is left. Never throws.
 */
export async function removeProvisioned(
  cluster: KubernetesCluster,
  runId: string,
  objects: readonly RecordedObject[],
  options: RemovalOptions,
  onGone: (object: RecordedObject) => void,
): Promise<Leftover[]> {
  const left: Leftover[] = []
  for (const object of objects.toReversed()) {
    const { id, kind, name } = object
    try {
      const problem = await removeOne(cluster, object, runId, options)
      if (problem === undefined) onGone(object)
      else left.push({ kind, name, id, problem })
    } catch (error) {
      left.push({ kind, name, id, problem: abortReasonOf(error).detail })
    }
  }
  return left
}

async function removeOne(
  cluster: KubernetesCluster,
  { id, intendedAt, isConfirmed, name: path }: RecordedObject,
  runId: string,
  { limitMs, now, rhythm, settleMs, signal }: RemovalOptions,
): Promise<string | undefined> {
  const unsettledMs = isConfirmed ? 0 : intendedAt.getTime() + settleMs - now().getTime()
  if (unsettledMs > 0) await sleep(Math.min(unsettledMs, settleMs), undefined, { signal })
  const end = performance.now() + limitMs
  let askedAt: number | undefined
  for (;;) {
    const answer = await cluster.send({ method: 'GET', path, accept: [404], signal })
    if (answer.status === 404) return undefined
    const { metadata } = managedObjectSchema.parse(answer.body)
    const isOwn = id === null ? metadata.annotations?.[RUN_ANNOTATION] === runId : metadata.uid === id
    // Something else of this name: what was recorded is gone.
    if (!isOwn) return undefined
    const isDue = askedAt === undefined || performance.now() - askedAt > ASK_AGAIN_MS
    if (isDue && !metadata.deletionTimestamp) {
      askedAt = performance.now()
      await askForDeletion(cluster, path, metadata.uid, signal)
    }
    if (performance.now() >= end) return `It is still there after ${Math.round(limitMs / 1_000)} seconds.`
    await sleep(rhythm.longestMs, undefined, { signal })
  }
}

/** Asks for the deletion of exactly this object. Gardener wants that to be confirmed before. */
async function askForDeletion(
  cluster: KubernetesCluster,
  path: string,
  uid: string,
  signal: AbortSignal,
): Promise<void> {
  if (path.startsWith(`/apis/${GARDENER.group}/`)) {
    const body = { metadata: { ...SHOOT_DELETION_PATCH.metadata, uid } }
    await cluster.send({
      method: 'PATCH',
      path,
      body,
      contentType: 'application/merge-patch+json',
      accept: [404, 409],
      signal,
    })
  }
  const body = { apiVersion: 'v1', kind: 'DeleteOptions', preconditions: { uid } }
  await cluster.send({ method: 'DELETE', path, body, accept: [404, 409], signal })
}
