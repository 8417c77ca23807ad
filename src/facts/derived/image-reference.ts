import type { Image } from '#facts/openstack/provided-images.ts'
import type { ObjectReference } from '#vocabulary/finding.ts'

/** The image as findings name it: by name and id, since names need not be unique. */
export function imageReference(image: Image): ObjectReference {
  const hasName = image.name !== null && image.name.trim() !== ''
  return { kind: 'image', name: hasName ? (image.name ?? '').slice(0, 255) : '(no name)', id: image.id }
}
