import { healthyImage } from './healthy-image.ts'
import type { Image } from './provided-images.ts'

/**
 * For tests: the fact of a cloud with one healthy image per argument, changed as the argument says (fields as Glance
 * names them, `undefined` takes one away).
 */
export function cloudWithImages(...changes: readonly Readonly<Record<string, unknown>>[]): { providedImages: Image[] } {
  return { providedImages: changes.map((change, index) => healthyImage({ id: `image-${index + 1}`, ...change })) }
}
