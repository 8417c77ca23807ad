import { IMAGE } from '#clouds/openstack/services.ts'
import { imageFromGlance } from '#facts/openstack/image-from-glance.ts'
import type { Image } from '#facts/openstack/provided-images.ts'
import { defineProbe } from '../define-probe.ts'

/**
 * What the cloud provides: without the filter by visibility Glance leaves community images out (deviation D-12), so
 * there are two lists. Hidden images are left out by Glance unless one asks for them.
 */
const VISIBILITIES = ['public', 'community']

/** Public and community images (Image API v2), hidden ones excepted. */
export const providedImagesProbe = defineProbe({
  gives: 'providedImages',
  from: 'openstack',
  cost: 'light',
  calls: ['image GET /', 'image GET /v2/images'],
  creates: [],
  async observe({ openstack, signal }) {
    const lists = await Promise.all(
      VISIBILITIES.map((visibility) =>
        openstack.fetchList(IMAGE, '/images', { collection: 'images', query: { visibility }, signal }),
      ),
    )
    const images = new Map<string, Image>()
    for (const raw of lists.flat()) {
      const image = imageFromGlance(raw)
      // An image whose visibility changes between the two calls is in both lists.
      if (!images.has(image.id)) images.set(image.id, image)
    }
    return [...images.values()]
  },
})
