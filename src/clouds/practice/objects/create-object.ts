import type { PracticeState } from '../practice-exchange.ts'
import { randomUuid } from '../randomness.ts'
import type { ObjectKind, PracticeObject } from './practice-object.ts'

/** Who an object belongs to. */
export interface Owner {
  readonly projectId: string
  readonly userId: string | null
}

/** What a service knows about an object when it is created. */
export interface NewObject {
  readonly id?: string
  readonly name: string | null
  readonly status: string
  readonly fields?: Record<string, unknown>
}

/** Puts a new object into the practice cloud; without an id it gets a random one. */
export function createObject(
  state: Pick<PracticeState, 'at' | 'objects' | 'randomness'>,
  owner: Owner,
  kind: ObjectKind,
  { fields = {}, id, name, status }: NewObject,
): PracticeObject {
  const { projectId, userId } = owner
  return state.objects.add({
    kind,
    id: id ?? randomUuid(state.randomness),
    projectId,
    userId,
    name,
    status,
    createdAt: state.at,
    updatedAt: null,
    fields,
  })
}
