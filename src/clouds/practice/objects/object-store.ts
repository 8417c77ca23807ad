import { type ObjectKind, objectKey, type PracticeObject } from './practice-object.ts'

/** Everything that exists at this moment, in the order in which it was created. */
export interface ObjectStore {
  add(object: PracticeObject): PracticeObject
  find(kind: ObjectKind, id: string): PracticeObject | undefined
  list(kind: ObjectKind): PracticeObject[]
  /** False when it does not exist. */
  remove(object: { readonly kind: ObjectKind; readonly id: string }): boolean
  all(): PracticeObject[]
}

/** An empty store in memory. */
export function createObjectStore(): ObjectStore {
  const objects = new Map<string, PracticeObject>()
  return {
    add(object) {
      objects.set(objectKey(object), object)
      return object
    },
    find: (kind, id) => objects.get(objectKey({ kind, id })),
    list: (kind) => [...objects.values()].filter((object) => object.kind === kind),
    remove: (object) => objects.delete(objectKey(object)),
    all: () => [...objects.values()],
  }
}
