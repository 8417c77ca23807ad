import type { RecordedObject } from '#clouds/journal/journal-record.ts'
import { abortReasonOf, CloudError } from '../cloud-error.ts'
import type { OpenStackCloud, SendAnswer } from '../openstack-cloud.ts'
import { findResourceKind } from './index.ts'
import type { ResourceAddress, ResourceKind } from './resource-kind.ts'
import { rest, throwIfStopped } from './rest.ts'
import { type Rhythm, waitForState } from './wait-for-state.ts'

export interface RemovalOptions {
  readonly signal: AbortSignal
  readonly rhythm: Rhythm
  /** For each object that takes its time to go. */
  readonly limitMs: number
  /** For a deletion that is refused again and again; 20 seconds when absent. */
  readonly refusalLimitMs?: number | undefined
  /**
   * How long after it was announced an object may still come into being whose creation was never answered. Until then its
   * absence proves nothing.
   */
  readonly settleMs: number
  /** The moment, as the journal tells it. */
  readonly now: () => Date
}

/** An object that could not be removed, or of which that is not known. */
export interface Leftover {
  readonly kind: string
  readonly name: string
  readonly id: string | null
  /** One sentence. */
  readonly problem: string
}

const MOST_ROUNDS = 2
/** How often a deletion may end in an error. */
const MOST_FAILURES = 3
/** For objects that are gone at once, a few seconds for replicas that lag behind; and for refusals that do not change. */
const LIMIT_AT_ONCE_MS = 20_000
/** Between two looks for what may still come into being. */
const UNSETTLED_PAUSE_MS = 3_000
/** However slowly the cloud answers, a deletion is asked for so many times. */
const FEWEST_REFUSALS = 3
/** Words of objects that are in the middle of something, which ends by itself. */
const IN_PROGRESS = /^(?!error)(.*ing\b.*|build|reserved)$/

/**
 * Removes recorded objects, each after all younger ones that may need it, and what has nothing to do with each other side by
 * side: by id, or by their full name where the id never came to be known, but never by a prefix. Tells of each that is
 * gone; returns what is left. Never throws.
 */
export async function removeRecorded(
  cloud: OpenStackCloud,
  objects: readonly RecordedObject[],
  options: RemovalOptions & { readonly onGone: (object: RecordedObject) => void },
): Promise<Leftover[]> {
  let left: Left[] = []
  let waiting = objects.toReversed()
  // What somebody attached in between may stand in the way of an object until a later one is gone.
  for (let round = 1; round <= MOST_ROUNDS && waiting.length > 0; round++) {
    left = await removeInOrder(cloud, waiting, options)
    // Where nothing went, nothing has changed for the others.
    if (left.length === waiting.length) break
    waiting = left.map(({ object }) => object)
  }
  return left.map(({ object: { id, kind, name }, problem }) => ({ kind, name, id, problem }))
}

interface Left {
  readonly object: RecordedObject
  readonly problem: string
}

/** One attempt at each, the youngest first; returns what is left, in that order. */
async function removeInOrder(
  cloud: OpenStackCloud,
  youngestFirst: readonly RecordedObject[],
  options: RemovalOptions & { readonly onGone: (object: RecordedObject) => void },
): Promise<Left[]> {
  const removals: { readonly object: RecordedObject; readonly ended: Promise<Left | undefined> }[] = []
  for (const object of youngestFirst) {
    const users = removals.filter((younger) => mayNeed(younger.object, object)).map(({ ended }) => ended)
    removals.push({ object, ended: Promise.all(users).then(() => attemptRemoval(cloud, object, options)) })
  }
  const ended = await Promise.all(removals.map((removal) => removal.ended))
  return ended.filter((left) => left !== undefined)
}

function mayNeed(younger: RecordedObject, older: RecordedObject): boolean {
  return findResourceKind(younger.kind)?.mayNeed.some((kind) => kind === older.kind) ?? false
}

async function attemptRemoval(
  cloud: OpenStackCloud,
  object: RecordedObject,
  options: RemovalOptions & { readonly onGone: (object: RecordedObject) => void },
): Promise<Left | undefined> {
  try {
    await removeOne(cloud, object, options)
    options.onGone(object)
    return undefined
  } catch (error) {
    return { object, problem: abortReasonOf(error).detail }
  }
}

async function removeOne(cloud: OpenStackCloud, object: RecordedObject, options: RemovalOptions): Promise<void> {
  throwIfStopped(options.signal)
  const kind = findResourceKind(object.kind)
  if (kind === undefined) {
    throw new CloudError({ class: 'suite-error', detail: `This release does not know the kind ${object.kind}.` })
  }
  for (;;) {
    const isSettled = object.isConfirmed || options.now().getTime() >= object.intendedAt.getTime() + options.settleMs
    const ids = await idsOf(cloud, kind, object, options)
    for (const id of ids) await removeResource(cloud, kind, { id, parentId: object.parentId }, options)
    // An id that was known beforehand is none of an object that exists.
    if (isSettled || (object.id === null && ids.length > 0)) return
    await rest(Math.min(options.rhythm.longestMs, UNSETTLED_PAUSE_MS), options.signal)
  }
}

async function idsOf(
  cloud: OpenStackCloud,
  kind: ResourceKind,
  object: RecordedObject,
  { signal }: RemovalOptions,
): Promise<readonly string[]> {
  const { id } = object
  if (id !== null) {
    if (!kind.isAbsenceHidden || kind.list === undefined) return [id]
    return (await kind.list(cloud, object.name, { signal })).some((listed) => listed.id === id) ? [id] : []
  }
  // Without a name it goes together with what it is part of.
  if (kind.list === undefined) return []
  return (await kind.list(cloud, object.name, { signal })).map((listed) => listed.id)
}

/**
 * Deletes one object and waits until it is gone. What hinders the deletion for a while (409, something in progress, a
 * fault of the server) is waited for; a refusal that stays the same while the object rests is not waited for long. Only
 * the object itself tells that it is gone: a 404 to the deletion may be about a service that it needs.
 *
 * @throws CloudError if it is still there in the end
 */
export async function removeResource(
  cloud: OpenStackCloud,
  kind: ResourceKind,
  address: ResourceAddress,
  { limitMs, refusalLimitMs = LIMIT_AT_ONCE_MS, rhythm, signal }: RemovalOptions,
): Promise<void> {
  let isAsked = false
  let failures = 0
  let refusal: Refusal | undefined
  const waited = await waitForState({
    async read() {
      const answer = isAsked ? undefined : await kind.remove(cloud, address, { signal })
      isAsked ||= answer !== undefined && answer.status < 300
      const status = await kind.state(cloud, address, { signal })
      refusal = isAsked || answer === undefined ? undefined : refusalOf(answer, status, refusal)
      if (isAsked && status === 'error_deleting') {
        failures++
        isAsked = false
      }
      return status
    },
    isReached: (status) => status === undefined,
    // What could not be deleted says so, and may be deleted when it is asked for again.
    isHopeless: () => failures >= MOST_FAILURES || hasStayed(refusal, Math.min(limitMs, refusalLimitMs)),
    limitMs: kind.isGoneAtOnce ? Math.min(limitMs, LIMIT_AT_ONCE_MS) : limitMs,
    signal,
    rhythm,
  })
  if (waited.outcome === 'reached') return
  const said = refusal === undefined ? '' : `, and the deletion was refused: ${refusal.said}`
  const detail = `After ${Math.round(waited.seconds)} seconds it is still there (${waited.status})${said}.`
  throw new CloudError({ class: waited.outcome === 'too-slow' ? 'time-out' : 'provider-error', detail })
}

/** A refusal of a deletion, the state of the object then, and since when and how often both have been the same. */
interface Refusal {
  readonly status: number
  readonly state: string | undefined
  readonly since: number
  readonly count: number
  readonly said: string
}

function refusalOf({ message, status }: SendAnswer, state: string | undefined, before: Refusal | undefined): Refusal {
  const isSame = before?.status === status && before.state === state
  const { count, since } = isSame ? before : { count: 0, since: performance.now() }
  return { status, state, since, count: count + 1, said: `${status} ${message}`.trim() }
}

function hasStayed(refusal: Refusal | undefined, limitMs: number): boolean {
  if (refusal === undefined || refusal.count < FEWEST_REFUSALS || IN_PROGRESS.test(refusal.state ?? '')) return false
  return performance.now() - refusal.since >= limitMs
}
