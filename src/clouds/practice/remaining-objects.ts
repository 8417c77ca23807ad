import { objectKey } from './objects/practice-object.ts'
import type { ExistingObject, PracticeCloud } from './practice-cloud.ts'

/** What exists that was not there at the start and was not planted since: what a test run left behind. */
export function remainingObjects(cloud: PracticeCloud): ExistingObject[] {
  const original = new Set(cloud.originalObjects.map(objectKey))
  return cloud.objects().filter((object) => !original.has(objectKey(object)))
}

/** What was there at the start, or was planted since, and is gone, has another name or is about to go. */
export function missingObjects(cloud: PracticeCloud): ExistingObject[] {
  const existing = new Map(cloud.objects().map((object) => [objectKey(object), object]))
  return cloud.originalObjects.filter((original) => {
    const object = existing.get(objectKey(original))
    return object === undefined || object.name !== original.name || object.status !== original.status
  })
}
