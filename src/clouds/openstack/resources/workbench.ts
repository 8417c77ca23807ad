import type { Journal } from '#clouds/journal/journal.ts'
import { CloudError } from '../cloud-error.ts'
import type { OpenStackCloud } from '../openstack-cloud.ts'
import { type Leftover, type RemovalOptions, removeRecorded } from './remove-recorded.ts'
import type { ResourceKind, ResourceKindName } from './resource-kind.ts'
import { throwIfStopped } from './rest.ts'
import { type Rhythm, type Waited, waitForState } from './wait-for-state.ts'

/** An object of ours that exists. */
export interface CreatedResource {
  readonly kind: ResourceKind
  readonly id: string
  readonly name: string
  readonly parentId: string | null
  /** In the journal. */
  readonly number: number
  /** The answer to the call that created it. */
  readonly answer: unknown
}

export interface Wish {
  /** What it is for, in the name: `0101-server`. */
  readonly label: string
  /** The request, given the name. */
  readonly body: (name: string) => unknown
  /** What it is part of. */
  readonly parentId?: string
  /** If it is known before the call. */
  readonly id?: string
  /** Where it is not created by POST on the kind's path. */
  readonly method?: 'POST' | 'PUT'
  readonly path?: string
  /** Where the answer is not the one usual for the kind. */
  readonly idIn?: (answer: unknown) => string | undefined
}

export interface WaitWish {
  /** In lower-case letters. */
  readonly until: string
  readonly limitMs: number
  readonly rhythm?: Rhythm
}

/** What one probe creates things with: each is in the journal before it exists, and gone after `clear`. */
export interface Workbench {
  readonly runId: string
  /** Throws the CloudError of a call that did not succeed, and a `suite-error` for more than was declared. */
  create(kind: ResourceKind, wish: Wish): Promise<CreatedResource>
  /** Waits for a state; a state that begins with `error`, or absence, ends the waiting, too. */
  waitFor(resource: CreatedResource, wish: WaitWish): Promise<Waited>
  /** Tells the journal that the probe itself has seen an object go. */
  gone(resource: CreatedResource): void
  /** Ends creating, and removes everything in reverse order. Never throws. */
  clear(options: RemovalOptions): Promise<Leftover[]>
}

export interface WorkbenchOptions {
  /** With which things are created. */
  readonly cloud: OpenStackCloud
  /** With which they are removed: the same one, without a limit to the number of calls. */
  readonly cleaner: OpenStackCloud
  readonly journal: Journal
  /** How many of each kind may be created. */
  readonly allowance: ReadonlyMap<ResourceKindName, number>
  /** Ends the probe. A creating call that is under way is waited for all the same, so that its id is known. */
  readonly signal: AbortSignal
  readonly rhythm: Rhythm
}

/** Makes the workbench of one observation. Creating anything throws what the journal throws if it cannot be written. */
export function makeWorkbench({ allowance, cleaner, cloud, journal, rhythm, signal }: WorkbenchOptions): Workbench {
  const numbers = new Set<number>()
  const used = new Map<ResourceKindName, number>()
  const pending = new Set<Promise<unknown>>()
  let isCleared = false

  async function create(kind: ResourceKind, wish: Wish): Promise<CreatedResource> {
    throwIfStopped(signal)
    if (isCleared) throw new CloudError({ class: 'suite-error', detail: 'The observation is over.' })
    spend(kind.kind)
    const name = `${kind.prefix}${wish.label}-${journal.runId}-${numbers.size + 1}`
    const { id, parentId } = wish
    const number = journal.intend({ kind: kind.kind, name, ...(id && { id }), ...(parentId && { parentId }) })
    numbers.add(number)
    const created = await callAndRecord(kind, wish, name, number)
    throwIfStopped(signal)
    return created
  }

  function spend(kind: ResourceKindName): void {
    const count = (used.get(kind) ?? 0) + 1
    const most = allowance.get(kind) ?? 0
    if (count > most) {
      const detail = `The probe wanted to create more than it declares: ${kind} number ${count} of ${most}.`
      throw new CloudError({ class: 'suite-error', detail })
    }
    used.set(kind, count)
  }

  async function callAndRecord(kind: ResourceKind, wish: Wish, name: string, number: number): Promise<CreatedResource> {
    const { method = 'POST', parentId = null, path = kind.path } = wish
    let answer: unknown
    try {
      answer = (await cloud.send(kind.api, { method, path, body: wish.body(name) })).body
    } catch (error) {
      if (isDenied(error)) await recordRefusal(kind, wish, name, { number, error })
      throw error
    }
    const id = wish.id ?? (wish.idIn ?? kind.idIn)(answer)
    if (id === undefined) {
      const detail = `The cloud created a ${kind.kind}, but did not tell its id.`
      throw new CloudError({ class: 'provider-error', detail })
    }
    journal.created(number, id)
    return { kind, id, name, parentId, number, answer }
  }

  /**
   * A cloud may refuse a call and have created the object all the same: Cinder does when it restores a backup while its
   * backup service is disabled. What cannot be looked up stays announced, so that the removal looks for it.
   */
  async function recordRefusal(
    kind: ResourceKind,
    wish: Wish,
    name: string,
    { error, number }: { error: CloudError; number: number },
  ): Promise<void> {
    const found = await idsOfRefused(kind, wish, name).catch((lookup: unknown) =>
      provesAbsence(lookup, error) ? [] : undefined,
    )
    const [id] = found ?? []
    if (id !== undefined) journal.created(number, id)
    else if (found !== undefined) journal.refused(number)
  }

  /** By the full name; where a kind has none, by the id if it was known before the call. */
  async function idsOfRefused(kind: ResourceKind, { id, parentId }: Wish, name: string): Promise<string[]> {
    if (kind.list !== undefined) return (await kind.list(cleaner, name, {})).map((listed) => listed.id)
    if (id === undefined) return []
    return (await kind.state(cleaner, { id, parentId: parentId ?? null }, {})) === undefined ? [] : [id]
  }

  return {
    runId: journal.runId,
    async create(kind, wish) {
      const creation = create(kind, wish)
      pending.add(creation)
      try {
        return await creation
      } finally {
        pending.delete(creation)
      }
    },
    waitFor: ({ id, kind, parentId }, wish) =>
      waitForState({
        read: () => kind.state(cloud, { id, parentId }, { signal }),
        isReached: (status) => status === wish.until,
        isHopeless: (status) => status === undefined || status.startsWith('error'),
        limitMs: wish.limitMs,
        signal,
        rhythm: wish.rhythm ?? rhythm,
      }),
    gone: ({ number }) => journal.gone(number),
    async clear(options) {
      isCleared = true
      await Promise.allSettled(pending)
      const own = journal.open().filter(({ number }) => numbers.has(number))
      return removeRecorded(cleaner, own, { ...options, onGone: ({ number }) => journal.gone(number) })
    },
  }
}

/** Whether the cloud itself says that it refused the call. A fault of a server says nothing. */
function isDenied(error: unknown): error is CloudError {
  if (!(error instanceof CloudError) || error.said === undefined) return false
  const status = error.status ?? 500
  return status < 500 && status !== 408
}

/**
 * Whether a lookup that failed says all the same that nothing was created: the cloud does not know such objects at all,
 * or the user may neither create nor list them, which a cloud examines before it does anything.
 */
function provesAbsence(lookup: unknown, refusal: CloudError): boolean {
  if (!(lookup instanceof CloudError)) return false
  return lookup.status === 404 || (lookup.status === 403 && refusal.status === 403)
}
