import type { PracticeState } from '../practice-exchange.ts'
import type { Session } from '../token-store.ts'
import type { ObjectKind, PracticeObject } from './practice-object.ts'

/** The objects of the project in which the session is, oldest first. */
export function ownedObjects(kind: ObjectKind, session: Session, state: PracticeState): PracticeObject[] {
  return state.objects.list(kind).filter((object) => object.projectId === session.user.projectId)
}

/** One of them; objects of other projects do not exist for the asker. */
export function findOwned(
  kind: ObjectKind,
  id: string,
  session: Session,
  state: PracticeState,
): PracticeObject | undefined {
  const object = state.objects.find(kind, id)
  return object?.projectId === session.user.projectId ? object : undefined
}

/** Moves an object on; nothing happens when it is gone by then. */
export function moveOn(object: PracticeObject, status: string, state: PracticeState): void {
  if (state.objects.find(object.kind, object.id) !== object) return
  object.status = status
  object.updatedAt = state.at
}
